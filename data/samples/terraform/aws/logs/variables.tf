variable "name" {
  description = "Name of the bucket, without the environment"
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9-]{3,40}$", var.name))
    error_message = "Lower-case letters, digits and hyphens, 3 to 40 of them."
  }
}

variable "environment" {
  description = "production, staging or test"
  type        = string
}

variable "services" {
  description = "Services that deliver their logs to the bucket"
  type        = list(string)
  default     = ["elb", "s3", "cloudfront"]
}

variable "retention_days" {
  description = "Days after which a log is deleted"
  type        = number
  default     = 400
}

variable "tags" {
  description = "Tags of everything in the module"
  type        = map(string)
  default     = {}
}
