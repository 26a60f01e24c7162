"""Django commands: parse, call a use case or query, print."""
