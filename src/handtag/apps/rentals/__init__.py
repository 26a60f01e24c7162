"""Who rents which device from which day to which, and the events that made it so."""
