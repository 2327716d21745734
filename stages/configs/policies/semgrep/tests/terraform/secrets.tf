resource "aws_db_instance" "wrong" {
  # ruleid: hardcoded-secret
  password = "walnut-bridge-12"
}

module "wrong" {
  # ruleid: hardcoded-secret
  password_wo = "walnut-bridge-12"
  # ok: hardcoded-secret
  password_wo_version = "1"
}

provider "acme" {
  # ruleid: hardcoded-secret
  api_key = "0123456789abcdef"
}

resource "aws_db_instance" "right" {
  # ok: hardcoded-secret
  password = var.db_password
}

provider "aws" {
  # ok: hardcoded-secret
  secret_key = "mock_secret_key"
}

# ruleid: secret-variable-not-sensitive
variable "db_password" {
  type = string
  # ruleid: secret-variable-default
  default = "changeme"
}

# ok: secret-variable-not-sensitive
variable "api_token" {
  type      = string
  sensitive = true
  # ok: secret-variable-default
  default = ""
}

# ok: secret-variable-not-sensitive
variable "create_password" {
  type = bool
}

# ok: secret-variable-not-sensitive
variable "secret_arn" {
  type = string
  # ok: secret-variable-default
  default = "x"
}

# ruleid: secret-output-not-sensitive
output "db_password" {
  value = random_password.db.result
}

# ok: secret-output-not-sensitive
output "password" {
  value     = random_password.db.result
  sensitive = true
}

# ok: secret-output-not-sensitive
output "access_key_encrypted_secret" {
  value = aws_iam_access_key.x.encrypted_secret
}

# ok: secret-output-not-sensitive
output "token" {
  value = aws_secretsmanager_secret.token.arn
}
