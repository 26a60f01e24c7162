"""Commands and timers: parse, call a use case, print. Stands above web and api; the demo county is built here, through use cases."""
