"""What was done, and who read which person: both append-only, actors and targets as codes."""
