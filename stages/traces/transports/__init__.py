"""Ways to the API: concurrent Messages and Message Batches, over several keys."""
