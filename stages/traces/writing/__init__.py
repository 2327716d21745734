"""Traces in shards: quotas, processes, resume, formats, and streams."""
