resource "aws_s3_bucket_acl" "wrong" {
  bucket = aws_s3_bucket.x.id
  # ruleid: s3-public-acl
  acl = "public-read"
}

module "wrong" {
  source = "acme/s3-bucket/aws"
  # ruleid: s3-public-acl
  acl = "public-read-write"
  # ruleid: s3-public-access-block
  block_public_policy = false
  # ruleid: force-destroy
  force_destroy = true
}

module "user" {
  source = "acme/iam-user/aws"
  # ok: force-destroy
  force_destroy = true
}

resource "aws_s3_bucket_acl" "right" {
  # ok: s3-public-acl
  acl = "private"
}

variable "acl" {
  default = "public-read"
}

resource "aws_s3_bucket_acl" "unknown" {
  # ok: s3-public-acl
  acl = var.acl
}

resource "aws_s3_bucket_public_access_block" "mixed" {
  # ruleid: s3-public-access-block
  block_public_acls = false
  # ok: s3-public-access-block
  block_public_policy = true
  # ok: s3-public-access-block
  ignore_public_acls = var.ignore
}

resource "aws_s3_bucket_versioning" "wrong" {
  versioning_configuration {
    # ruleid: s3-versioning
    status = "Suspended"
  }
}

resource "aws_s3_bucket_versioning" "right" {
  versioning_configuration {
    # ok: s3-versioning
    status = "Enabled"
  }
}

resource "aws_ecr_repository" "wrong" {
  # ruleid: force-destroy
  force_delete = true
}

resource "aws_s3_bucket" "right" {
  # ok: force-destroy
  force_destroy = false
}
