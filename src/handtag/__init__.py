"""Handtag: what a region and its municipalities need to supply assistive devices together."""
