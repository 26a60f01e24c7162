"""What people and the clock do when somebody else takes over or a person's life changes; one file per thing."""
