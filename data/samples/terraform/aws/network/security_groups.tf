variable "vpc_id" {
  type        = string
  description = "Network of the shop"
}

variable "office_cidr_blocks" {
  type        = list(string)
  description = "Networks of the offices"
  default     = ["198.51.100.0/24", "203.0.113.64/26"]
}

locals {
  public_ports = {
    http  = 80
    https = 443
  }
}

# The load balancer is the only thing that the world should reach.
resource "aws_security_group" "load_balancer" {
  name        = "load-balancer"
  description = "HTTP and HTTPS from anywhere"
  vpc_id      = var.vpc_id

  dynamic "ingress" {
    for_each = local.public_ports
    iterator = port

    content {
      description = upper(port.key)
      from_port   = port.value
      to_port     = port.value
      protocol    = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }

  egress {
    description = "Targets in the private networks"
    from_port   = 8080
    to_port     = 8080
    protocol    = "tcp"
    cidr_blocks = ["10.20.0.0/16"]
  }
}

resource "aws_security_group" "bastion" {
  name        = "bastion"
  description = "Maintenance"
  vpc_id      = var.vpc_id

  ingress {
    description = "SSH from the offices"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    from_port        = 0
    to_port          = 0
    protocol         = "-1"
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_security_group" "database" {
  name   = "database"
  vpc_id = var.vpc_id
}

resource "aws_security_group_rule" "database_from_offices" {
  type              = "ingress"
  from_port         = 5432
  to_port           = 5432
  protocol          = "tcp"
  cidr_blocks       = ["0.0.0.0/0"]
  security_group_id = aws_security_group.database.id
}

resource "aws_vpc_security_group_ingress_rule" "database_from_cluster" {
  security_group_id            = aws_security_group.database.id
  referenced_security_group_id = aws_security_group.load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
