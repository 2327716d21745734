resource "aws_ebs_volume" "wrong" {
  size = 8
  # ruleid: ebs-encryption
  encrypted = false
}

resource "aws_launch_template" "wrong" {
  block_device_mappings {
    ebs {
      # ruleid: ebs-encryption
      encrypted = false
    }
  }
}

resource "aws_instance" "mixed" {
  root_block_device {
    # ok: ebs-encryption
    encrypted = true
  }

  ebs_block_device {
    # ruleid: ebs-encryption
    encrypted = false
  }
}

resource "aws_elasticache_replication_group" "mixed" {
  # ruleid: elasticache-encryption
  at_rest_encryption_enabled = false
  # ok: elasticache-encryption
  transit_encryption_enabled = true
}

resource "aws_kms_key" "wrong" {
  # ruleid: kms-key-rotation
  enable_key_rotation = false
}

resource "aws_kms_key" "right" {
  # ok: kms-key-rotation
  enable_key_rotation = true
}

resource "aws_kms_key" "signing" {
  key_usage = "SIGN_VERIFY"
  # ok: kms-key-rotation
  enable_key_rotation = false
}

module "cluster" {
  # ruleid: kms-key-rotation
  enable_kms_key_rotation = false
}

resource "aws_sqs_queue" "wrong" {
  # ruleid: sqs-encryption
  sqs_managed_sse_enabled = false
}

resource "aws_sqs_queue" "right" {
  kms_master_key_id = aws_kms_key.right.id
  # ok: sqs-encryption
  sqs_managed_sse_enabled = false
}
