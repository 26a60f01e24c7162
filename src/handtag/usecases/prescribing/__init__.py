"""What people and timers do about prescribing; one file per thing."""
