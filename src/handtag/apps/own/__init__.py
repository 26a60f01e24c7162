"""What persons ask about their own devices, and who may act for them."""
