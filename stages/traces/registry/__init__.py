"""The domains: schemas/domains/*.yaml, loaded and checked."""
