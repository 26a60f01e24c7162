"""Published agreement versions: the canonical document, its hash and validity. Immutable."""
