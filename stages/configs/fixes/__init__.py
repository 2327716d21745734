"""Fixes: for a finding of a rule, the changes that mend it."""
