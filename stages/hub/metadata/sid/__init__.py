"""The metadata of SID; `rows.rows` makes it."""
