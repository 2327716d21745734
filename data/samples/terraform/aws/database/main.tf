# Orders and customers. The engine is upgraded by hand, in the night from Sunday to Monday.

variable "subnet_ids" {
  type = list(string)
}

variable "security_group_ids" {
  type = list(string)
}

variable "instance_class" { default = "db.m6g.large" }

resource "aws_db_subnet_group" "orders" {
  name       = "orders"
  subnet_ids = var.subnet_ids
}

resource "aws_db_parameter_group" "orders" {
  name   = "orders-postgres16"
  family = "postgres16"

  parameter {
    name  = "log_min_duration_statement"
    value = "500"
  }

  parameter {
    name  = "rds.force_ssl"
    value = "0"
  }
}

resource "aws_db_instance" "orders" {
  identifier     = "orders"
  engine         = "postgres"
  engine_version = "16.4"
  instance_class = var.instance_class

  allocated_storage     = 200
  max_allocated_storage = 1000
  storage_type          = "gp3"
  storage_encrypted     = false

  db_name  = "orders"
  username = "orders"
  password = "saffron-Gate-2041"

  multi_az               = true
  publicly_accessible    = true # the accountants connect from home
  db_subnet_group_name   = aws_db_subnet_group.orders.name
  parameter_group_name   = aws_db_parameter_group.orders.name
  vpc_security_group_ids = var.security_group_ids

  backup_retention_period    = 0
  auto_minor_version_upgrade = false
  deletion_protection        = false
  skip_final_snapshot        = true
}

output "endpoint" { value = aws_db_instance.orders.endpoint }

output "password" {
  value = aws_db_instance.orders.password
}
