resource "aws_db_instance" "wrong" {
  # ruleid: database-public
  publicly_accessible = true
  # ruleid: database-unencrypted
  storage_encrypted = false
  # ruleid: rds-deletion-protection
  deletion_protection = false
  # ruleid: rds-skip-final-snapshot
  skip_final_snapshot = true
}

module "wrong" {
  source         = "terraform-aws-modules/rds/aws"
  instance_class = "db.t3.large"
  # ruleid: database-public
  publicly_accessible = true
  # ruleid: database-unencrypted
  storage_encrypted = false
  # ruleid: rds-deletion-protection
  deletion_protection = false
  # ruleid: rds-skip-final-snapshot
  skip_final_snapshot = true
}

resource "aws_db_instance" "right" {
  # ok: database-public
  publicly_accessible = false
  # ok: database-unencrypted
  storage_encrypted = true
  # ok: rds-deletion-protection
  deletion_protection = var.deletion_protection
  # ok: rds-skip-final-snapshot
  skip_final_snapshot = false
}

module "replica" {
  replicate_source_db = module.right.identifier
  # ok: rds-skip-final-snapshot
  skip_final_snapshot = true
}

module "cluster" {
  # ok: rds-deletion-protection
  deletion_protection = false
}

module "express" {
  engine = "sqlserver-ex"
  # ok: database-unencrypted
  storage_encrypted = false
}

variable "deletion_protection" {
  default = false
}
