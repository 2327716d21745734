"""The sealed answers: what of a ledger makes a set, as files that DVC tracks."""
