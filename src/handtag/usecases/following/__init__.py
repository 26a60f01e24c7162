"""What people and timers do about following up; one file per thing."""
