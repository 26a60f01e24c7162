"""What people and timers do about people; one file per thing."""
