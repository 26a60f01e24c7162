"""Persons with devices; identity kept apart from the key, protected identity, care relations."""
