data "aws_iam_policy_document" "mixed" {
  statement {
    actions = [
      "s3:GetObject",
      # ruleid: iam-admin-policy
      "*",
    ]
    resources = ["*"]
  }

  statement {
    # ruleid: iam-service-wildcard
    actions   = ["kms:*"]
    resources = ["*"]
  }

  statement {
    # ok: iam-service-wildcard
    actions   = ["kms:*"]
    resources = [aws_kms_key.x.arn]
  }

  statement {
    effect = "Deny"
    # ok: iam-admin-policy
    actions   = ["*"]
    resources = ["*"]
  }

  statement {
    # ok: iam-admin-policy
    actions   = ["*"]
    resources = ["*"]

    condition {
      test     = "Bool"
      variable = "aws:MultiFactorAuthPresent"
      values   = ["true"]
    }
  }
}

resource "aws_iam_policy" "mixed" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        # ruleid: iam-admin-policy
        Action   = "*"
        Resource = "*"
      },
      {
        Effect = "Allow"
        # ruleid: iam-service-wildcard
        Action   = ["ec2:Describe*", "s3:*"]
        Resource = ["*"]
      },
      {
        Effect = "Deny"
        # ok: iam-admin-policy
        Action   = "*"
        Resource = "*"
      },
      {
        Effect = "Allow"
        # ok: iam-service-wildcard
        Action   = ["ec2:Describe*"]
        Resource = "*"
      },
      {
        Effect    = "Allow"
        Principal = { AWS = var.account }
        # ok: iam-service-wildcard
        Action   = "kms:*"
        Resource = "*"
      },
    ]
  })
}

data "aws_iam_policy_document" "principals" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = ["*"]

    principals {
      type = "AWS"
      # ruleid: iam-wildcard-principal
      identifiers = ["*"]
    }
  }

  statement {
    effect  = "Deny"
    actions = ["sqs:*"]

    principals {
      type = "*"
      # ok: iam-wildcard-principal
      identifiers = ["*"]
    }
  }

  statement {
    actions = ["sqs:SendMessage"]

    principals {
      type = "Service"
      # ok: iam-wildcard-principal
      identifiers = ["sns.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy_attachment" "wrong" {
  # ruleid: iam-administrator-access
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role_policy_attachment" "right" {
  # ok: iam-administrator-access
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
