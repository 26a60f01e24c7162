"""What persons may ask about what is kept about them: an extract, a correction, one record instead of two; one file per thing."""
