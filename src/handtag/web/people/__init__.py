"""Pages about a person: find, state a ground, register, and what she has and is waiting for."""
