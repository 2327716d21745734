# Baskets and sessions of visitors. Nothing here outlives a day, except the wish lists.

variable "subnet_group" { type = string }
variable "endpoint" {
  type        = string
  description = "Where the storefront reports expired baskets"
  default     = "http://hooks.shop.example.org/baskets"
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id       = "sessions"
  description                = "Sessions of the storefront"
  node_type                  = "cache.t4g.small"
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  subnet_group_name          = var.subnet_group
  at_rest_encryption_enabled = false
  transit_encryption_enabled = false
}

resource "aws_dynamodb_table" "wish_lists" {
  name         = "wish-lists"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "customer"
  range_key    = "product"

  attribute {
    name = "customer"
    type = "S"
  }

  attribute {
    name = "product"
    type = "S"
  }

  server_side_encryption { enabled = true }
}

resource "aws_sns_topic" "expired" {
  name = "expired-baskets"
}

resource "aws_sns_topic_subscription" "expired" {
  topic_arn = aws_sns_topic.expired.arn
  protocol  = startswith(var.endpoint, "https") ? "https" : "http"
  endpoint  = var.endpoint
}

resource "aws_sqs_queue" "expired" {
  name                      = "expired-baskets"
  message_retention_seconds = 86400
  sqs_managed_sse_enabled   = false
}

resource "aws_kms_key" "wish_lists" {
  description         = "Wish lists"
  enable_key_rotation = false
}
