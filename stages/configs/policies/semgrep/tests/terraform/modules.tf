terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # ruleid: provider-version-unbounded
      version = ">= 6.0"
    }

    random = {
      source = "hashicorp/random"
      # ok: provider-version-unbounded
      version = "~> 3.1"
    }

    http = {
      source = "hashicorp/http"
      # ok: provider-version-unbounded
      version = ">= 3.4, < 4.0"
    }

    tls = {
      source = "hashicorp/tls"
      # ok: provider-version-unbounded
      version               = ">= 4.0"
      configuration_aliases = [tls.other]
    }
  }
}

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
      # ok: provider-version-unbounded
      version = ">= 6.0"
    }
  }

  provider_meta "aws" {
    user_agent = ["github.com/acme/module"]
  }
}

module "unversioned" {
  # ruleid: module-version-missing
  source = "terraform-aws-modules/vpc/aws"
}

module "versioned" {
  # ok: module-version-missing
  source = "terraform-aws-modules/vpc/aws"
  # ok: module-version-unbounded
  version = "~> 6.0"
}

module "unbounded" {
  source = "terraform-aws-modules/vpc/aws"
  # ruleid: module-version-unbounded
  version = ">= 5.0"
}

module "local" {
  # ok: module-version-missing
  source = "../../modules/vpc/aws"
}

module "branchless" {
  # ruleid: module-git-ref
  source = "git::https://example.org/vpc.git"
}

module "branch" {
  # ruleid: module-git-ref
  source = "github.com/acme/vpc?ref=main"
}

module "tagged" {
  # ok: module-git-ref
  source = "git::https://example.org/vpc.git?ref=v1.2.0"
}

module "plain" {
  # ruleid: module-http-source
  source = "http://example.org/vpc.zip"
}

module "encrypted" {
  # ok: module-http-source
  source = "https://example.org/vpc.zip"
}
