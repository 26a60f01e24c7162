"""What was taken over from another system, row by row, and how the two agreed afterwards."""
