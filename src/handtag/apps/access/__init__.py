"""Users who log in. What they may do follows from their assignments in organisations and the table in domain/access.py."""
