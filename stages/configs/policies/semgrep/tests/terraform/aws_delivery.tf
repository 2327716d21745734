resource "aws_lb_listener" "wrong" {
  port = 80
  # ruleid: lb-plain-http
  protocol = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.x.arn
  }
}

resource "aws_lb_listener" "redirect" {
  # ok: lb-plain-http
  protocol = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener" "old" {
  protocol = "HTTPS"
  # ruleid: lb-weak-tls-policy
  ssl_policy = "ELBSecurityPolicy-2016-08"
}

resource "aws_lb_listener" "right" {
  protocol = "HTTPS"
  # ok: lb-weak-tls-policy
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}

resource "aws_lb" "wrong" {
  # ruleid: lb-invalid-headers
  drop_invalid_header_fields = false
}

resource "aws_lb" "right" {
  # ok: lb-invalid-headers
  drop_invalid_header_fields = true
}

resource "aws_cloudfront_distribution" "mixed" {
  default_cache_behavior {
    # ruleid: cloudfront-viewer-http
    viewer_protocol_policy = "allow-all"
  }

  ordered_cache_behavior {
    # ok: cloudfront-viewer-http
    viewer_protocol_policy = "redirect-to-https"
  }
}
