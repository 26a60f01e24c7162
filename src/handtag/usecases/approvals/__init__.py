"""What people and timers do about approvals; one file per thing."""
