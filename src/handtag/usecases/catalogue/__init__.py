"""What people and timers do about catalogue; one file per thing."""
