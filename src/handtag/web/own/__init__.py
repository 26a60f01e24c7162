"""The person's own view: what she has, what she waits for, what she can ask. For anybody, on a phone, with a screen reader."""
