"""What people and timers do about effects; one file per thing."""
