output "bucket" {
  description = "Name of the bucket"
  value       = aws_s3_bucket.logs.id
}

output "prefixes" {
  description = "Where each service delivers, by service"
  value       = local.prefixes
}
