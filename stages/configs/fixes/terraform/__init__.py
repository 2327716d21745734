"""Fixes of Terraform files. They set what is known to be right, and leave what only users know."""
