"""SID: domains, the oracle that makes traces, the validator that judges them."""
