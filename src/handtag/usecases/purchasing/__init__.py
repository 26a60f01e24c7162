"""What is bought: drafts, exceptions, orders to suppliers, what they answer, what comes and is controlled."""
