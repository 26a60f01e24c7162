"""What was taken over from another system, and how the two agree."""
