"""What people and timers do about stock; one file per thing."""
