"""The native syntax of HCL, in which Terraform files are written: parts, their places, edits."""
