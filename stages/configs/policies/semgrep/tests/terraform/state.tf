# ruleid: private-key-in-state
resource "tls_private_key" "wrong" {
  algorithm = "ED25519"
}

# ok: private-key-in-state
data "tls_public_key" "right" {
  private_key_pem = file("key.pem")
}

# ruleid: local-file-permission
resource "local_file" "wrong" {
  filename = "join.sh"
}

# ok: local-file-permission
resource "local_file" "right" {
  filename        = "join.sh"
  file_permission = "0644"
}

terraform {
  backend "s3" {
    bucket = "state"
    # ruleid: backend-unencrypted
    encrypt = false
  }
}

terraform {
  backend "s3" {
    bucket = "state"
    # ok: backend-unencrypted
    encrypt = true
  }
}
