"""Production releases: the values in which each differs from params.yaml."""
