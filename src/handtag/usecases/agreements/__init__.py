"""What people and timers do about agreements; one file per thing."""
