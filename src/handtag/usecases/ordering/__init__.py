"""What people and timers do about ordering; one file per thing."""
