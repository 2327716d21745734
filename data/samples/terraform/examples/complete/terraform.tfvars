environment = "staging"
role_arn    = "arn:aws:iam::123456789012:role/cluster"
