resource "aws_security_group" "mixed" {
  ingress {
    from_port = 22
    to_port   = 22
    protocol  = "tcp"
    cidr_blocks = [
      "10.0.0.0/8",
      # ruleid: security-group-open-ssh
      "0.0.0.0/0",
    ]
  }

  ingress {
    from_port = 3000
    to_port   = 4000
    protocol  = "tcp"
    # ruleid: security-group-open-rdp
    ipv6_cidr_blocks = ["::/0"]
  }

  ingress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    # ruleid: security-group-open-all
    cidr_blocks = ["0.0.0.0/0"]
  }

  ingress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
    # ok: security-group-open-ssh, security-group-open-rdp, security-group-open-all
    cidr_blocks = ["0.0.0.0/0"]
  }

  ingress {
    from_port = var.port
    to_port   = var.port
    protocol  = "tcp"
    # ok: security-group-open-ssh
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    # ok: security-group-open-all
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group_rule" "wrong" {
  type      = "ingress"
  from_port = 22
  to_port   = 22
  protocol  = "tcp"
  # ruleid: security-group-open-ssh
  cidr_blocks = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "outbound" {
  type      = "egress"
  from_port = 22
  to_port   = 22
  protocol  = "tcp"
  # ok: security-group-open-ssh
  cidr_blocks = ["0.0.0.0/0"]
}

resource "aws_vpc_security_group_ingress_rule" "wrong" {
  ip_protocol = "tcp"
  from_port   = 22
  to_port     = 22
  # ruleid: security-group-open-ssh
  cidr_ipv4 = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "all" {
  ip_protocol = "-1"
  # ruleid: security-group-open-all
  cidr_ipv6 = "::/0"
}
