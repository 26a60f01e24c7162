"""What people and timers do about organisations; one file per thing."""
