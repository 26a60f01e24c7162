"""The pages of retention: the plan, what it would remove, proposals and their protocols, and holds. Shows no person."""
