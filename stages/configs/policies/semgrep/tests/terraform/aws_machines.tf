resource "aws_subnet" "wrong" {
  # ruleid: subnet-public-ip
  map_public_ip_on_launch = true
}

resource "aws_subnet" "right" {
  # ok: subnet-public-ip
  map_public_ip_on_launch = false
}

resource "aws_instance" "wrong" {
  # ruleid: instance-public-ip
  associate_public_ip_address = true

  metadata_options {
    # ruleid: instance-imdsv1
    http_tokens = "optional"
  }
}

resource "aws_launch_template" "wrong" {
  network_interfaces {
    # ruleid: instance-public-ip
    associate_public_ip_address = true
  }
}

resource "aws_instance" "right" {
  # ok: instance-public-ip
  associate_public_ip_address = false

  metadata_options {
    # ok: instance-imdsv1
    http_tokens = "required"
  }
}

resource "aws_instance" "silent" {
  metadata_options {
    http_endpoint = "disabled"
    # ok: instance-imdsv1
    http_tokens = "optional"
  }
}

# ruleid: vpc-flow-logs
module "wrong" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "~> 6.0"
}

# ok: vpc-flow-logs
module "right" {
  source          = "terraform-aws-modules/vpc/aws"
  version         = "~> 6.0"
  enable_flow_log = true
}

# ok: vpc-flow-logs
module "other" {
  source = "../.."
}
