"""Effects to perform after commit (mail, exports), as rows written in the same transaction."""
