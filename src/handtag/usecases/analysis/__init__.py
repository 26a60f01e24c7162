"""What people do to see what things cost and what would move; one file per thing."""
