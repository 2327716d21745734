data "http" "wrong" {
  # ruleid: plaintext-http-url
  url = "http://example.org/ip"
}

data "http" "right" {
  # ok: plaintext-http-url
  url = "https://example.org/ip"
}

data "http" "metadata" {
  # ok: plaintext-http-url
  url = "http://169.254.169.254/latest/meta-data/"
}

variable "hook" {
  default = "http://hooks.example.org"
}

resource "aws_sns_topic_subscription" "unknown" {
  # ok: plaintext-http-url
  endpoint = var.hook
}

provider "helm" {
  kubernetes = {
    # ruleid: tls-verification-off
    insecure = true
  }
}

provider "vault" {
  # ok: tls-verification-off
  skip_tls_verify = false
}

resource "null_resource" "wrong" {
  provisioner "local-exec" {
    # ruleid: pipe-to-shell
    command = "curl -fsSL https://example.org/install.sh | sudo bash -"
  }
}

resource "aws_instance" "wrong" {
  # ruleid: pipe-to-shell
  user_data = <<-EOT
    #!/bin/bash
    wget -qO- https://example.org/install.sh | sh
  EOT
}

resource "aws_instance" "right" {
  # ok: pipe-to-shell
  user_data = <<-EOT
    #!/bin/bash
    curl -fsSL https://example.org/data.json | jq .
  EOT
}
