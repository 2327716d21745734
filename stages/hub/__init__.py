"""What is published: features, metadata, push plans."""
