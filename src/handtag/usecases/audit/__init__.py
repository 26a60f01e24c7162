"""What is done with the log: sealed, reviewed, given out to the person it is about."""
