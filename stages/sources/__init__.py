"""Fetching sources: Hugging Face, HTTP, Git, local paths, committed samples."""
