"""New versions of an agreement while they are written: for strategists. Reading what is published lies in `agreements`."""
