"""What people and timers do about billing; one file per thing."""
