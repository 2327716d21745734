"""Rows of metadata, which may be public: a package a family, whose `rows.rows` makes them."""
