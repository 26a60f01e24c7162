"""Work on the floor of a store, phone first: one scan box, what can be done now, and what is printed."""
