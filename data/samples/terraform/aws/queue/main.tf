resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  visibility_timeout_seconds = 120

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters.arn
    maxReceiveCount     = 5
  }

resource "aws_sqs_queue" "dead_letters" {
  name                      = "orders-dead-letters"
  message_retention_seconds = 1209600
}
