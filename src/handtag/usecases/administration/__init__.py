"""What people and timers do about administration; one file per thing."""
