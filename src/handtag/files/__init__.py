"""FILES: what comes from files and published tables (YAML documents, the calendar) as plain values. May import handtag.domain only."""
