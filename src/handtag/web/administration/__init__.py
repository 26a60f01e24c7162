"""Pages of the system administrator: users, their roles and their keys. Nobody's health, no person with a device."""
