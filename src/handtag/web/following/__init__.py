"""Pages of following up: the lists of a prescriber and a unit, one case with its outcome, letters with questions, and messages."""
