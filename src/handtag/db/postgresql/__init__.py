"""Django's PostgreSQL backend, with one thing added: before a question the database is told who asks it."""
