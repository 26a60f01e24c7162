"""Start pages, one per role: work to do, not menus."""
