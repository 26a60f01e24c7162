"""What prescribers have earned, what is required of them, and what colleagues have signed for them."""
