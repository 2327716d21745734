"""Fixes of Terraform files. They set what is known to be right, and invent no names or networks."""
