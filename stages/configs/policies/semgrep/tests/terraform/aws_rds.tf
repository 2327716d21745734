resource "aws_db_instance" "wrong" {
  # ruleid: rds-backup-retention
  backup_retention_period = 1
  # ruleid: rds-multi-az
  multi_az = false
  # ruleid: rds-minor-upgrades
  auto_minor_version_upgrade = false
}

module "wrong" {
  instance_class = "db.t3.large"
  # ruleid: rds-backup-retention
  backup_retention_period = 0
  # ruleid: rds-multi-az
  multi_az = false
  # ruleid: rds-minor-upgrades
  auto_minor_version_upgrade = false
}

resource "aws_db_instance" "right" {
  # ok: rds-backup-retention
  backup_retention_period = 7
  # ok: rds-multi-az
  multi_az = true
  # ok: rds-minor-upgrades
  auto_minor_version_upgrade = true
}

resource "aws_db_instance" "longer" {
  # ok: rds-backup-retention
  backup_retention_period = 14
}

module "cache" {
  # ok: rds-multi-az
  multi_az = false
  # ok: rds-minor-upgrades
  auto_minor_version_upgrade = false
}

module "replica" {
  instance_class      = "db.t3.large"
  replicate_source_db = module.right.identifier
  # ok: rds-backup-retention
  backup_retention_period = 0
  # ok: rds-multi-az
  multi_az = false
}
