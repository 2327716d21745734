"""What the questions cost: prices, an estimate before, a ceiling while they are asked."""
