"""WIRING: settings, environment, root URLs and server entry. Nothing else imports it."""
