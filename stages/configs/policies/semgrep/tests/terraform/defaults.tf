variable "deletion_protection" {
  type = bool
  # ruleid: insecure-variable-default
  default = false
}

variable "publicly_accessible" {
  type = bool
  # ruleid: insecure-variable-default
  default = true
}

variable "storage_encrypted" {
  type = bool
  # ok: insecure-variable-default
  default = true
}

variable "create" {
  type = bool
  # ok: insecure-variable-default
  default = false
}

variable "endpoint_public_access_cidrs" {
  type = list(string)
  # ruleid: open-cidr-default
  default = ["0.0.0.0/0"]
}

variable "ingress_cidr" {
  type = string
  # ruleid: open-cidr-default
  default = "0.0.0.0/0"
}

variable "egress_cidrs" {
  type = list(string)
  # ok: open-cidr-default
  default = ["0.0.0.0/0"]
}

variable "allowed_cidrs" {
  type = list(string)
  # ok: open-cidr-default
  default = ["10.0.0.0/8"]
}
