"""The ledger: every answer that was paid for, and everything that was ever sent to the API."""
