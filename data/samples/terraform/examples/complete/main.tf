# Everything that an environment needs. Copy it, fill in terraform.tfvars, apply.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }

  backend "s3" {
    bucket  = "shop-terraform-state"
    key     = "complete/terraform.tfstate"
    region  = "eu-central-1"
    encrypt = false
  }
}

provider "aws" {
  region     = "eu-central-1"
  access_key = "AKIAIOSFODNN7EXAMPLE"
  secret_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
}

variable "environment" { type = string }
variable "role_arn" { type = string }

/* The network comes from the registry, everything else from this repository. */
module "network" {
  source = "terraform-aws-modules/vpc/aws"

  name            = "shop-${var.environment}"
  cidr            = "10.20.0.0/16"
  azs             = [for zone in ["a", "b", "c"] : "eu-central-1${zone}"]
  private_subnets = ["10.20.1.0/24", "10.20.2.0/24", "10.20.3.0/24"]
  public_subnets  = ["10.20.101.0/24", "10.20.102.0/24", "10.20.103.0/24"]
}

module "labels" {
  source = "git::https://git.example.org/platform/labels.git"
}

module "logs" {
  source      = "../../aws/logs"
  name        = "shop-logs"
  environment = var.environment
  tags        = module.labels.tags
}

module "security_groups" {
  source = "../../aws/network"
  vpc_id = module.network.vpc_id
}

module "cluster" {
  source     = "../../aws/cluster"
  name       = "shop-${var.environment}"
  role_arn   = var.role_arn
  subnet_ids = module.network.private_subnets
}
