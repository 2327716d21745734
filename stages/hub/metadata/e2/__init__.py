"""The metadata of E2; `rows.rows` makes it."""
