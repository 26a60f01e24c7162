"""The assortment: what can be ordered, what it costs, how many there are, and what may stand in for it. Reads only."""
