"""Pages about the access log: reviews with their protocols, and extracts for the persons the log is about."""
