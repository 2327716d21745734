resource "aws_ecr_repository" "wrong" {
  # ruleid: ecr-mutable-tags
  image_tag_mutability = "MUTABLE"
}

resource "aws_ecr_repository" "right" {
  # ok: ecr-mutable-tags
  image_tag_mutability = "IMMUTABLE"
}

module "wrong" {
  source = "terraform-aws-modules/eks/aws"
  # ruleid: eks-public-endpoint
  endpoint_public_access = true
}

module "narrow" {
  source = "terraform-aws-modules/eks/aws"
  # ok: eks-public-endpoint
  endpoint_public_access       = true
  endpoint_public_access_cidrs = ["198.51.100.0/24"]
}

resource "aws_eks_cluster" "wrong" {
  vpc_config {
    # ruleid: eks-public-endpoint
    endpoint_public_access = true
  }
}

resource "aws_eks_cluster" "open" {
  vpc_config {
    # ruleid: eks-public-endpoint
    endpoint_public_access = true
    public_access_cidrs    = ["0.0.0.0/0"]
  }
}

resource "aws_eks_cluster" "narrow" {
  vpc_config {
    # ok: eks-public-endpoint
    endpoint_public_access = true
    public_access_cidrs    = var.cidrs
  }
}
