"""What is culled: holds, proposals, what was removed, and the one door in the append-only tables."""
