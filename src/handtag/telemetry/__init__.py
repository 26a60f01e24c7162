"""TELEMETRY: how the running program fares, in numbers and log lines. Never about a person, and never what stood in an address."""
