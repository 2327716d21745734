"""What each family has to publish: one module a family, with a function `proposals`."""
