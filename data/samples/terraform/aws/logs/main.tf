# Access logs of the load balancers and of the other buckets.

locals {
  tags = merge(var.tags, {
    Module      = "logs"
    Environment = var.environment
  })

  # One prefix for each service that delivers here, without duplicates.
  prefixes = { for service in distinct(var.services) : service => "${var.environment}/${service}/" }
}

resource "aws_s3_bucket" "logs" {
  bucket        = "${var.name}-${var.environment}"
  force_destroy = true

  tags = local.tags
}

resource "aws_s3_bucket_acl" "logs" {
  bucket = aws_s3_bucket.logs.id
  acl    = "public-read" # the dashboard of the marketing agency reads from here
}

resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs.id

  versioning_configuration {
    status = "Suspended"
  }
}

resource "aws_s3_bucket_public_access_block" "logs" {
  bucket = aws_s3_bucket.logs.id

  block_public_acls       = false
  block_public_policy     = false
  ignore_public_acls      = false
  restrict_public_buckets = true
}

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = aws_s3_bucket.logs.id

  dynamic "rule" {
    for_each = local.prefixes

    content {
      id     = "expire-${rule.key}"
      status = "Enabled"

      filter { prefix = rule.value }
      expiration { days = var.retention_days }
    }
  }
}
