"""From a cell of the set to an accepted trace: requests, plan, judgement, and the validator."""
