"""REST: the same use cases and queries as the pages, as JSON. No rules, no writes."""
