"""Fixes of Kubernetes manifests. They say what an author could say, and invent nothing else."""
