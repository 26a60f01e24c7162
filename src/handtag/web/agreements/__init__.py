"""The agreements, open to everyone: who pays, and what the published versions say. No personal data, no log-in, no writes."""
