"""The metadata of E1; `rows.rows` makes it."""
