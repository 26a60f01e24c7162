"""Leaving another system for this one: what each row of its files gives, and where the two differ afterwards. No rows of ours, no clock."""
