"""Pages about what would move between principals if another agreement applied: lists, calculations and their results."""
