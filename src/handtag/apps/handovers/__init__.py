"""Handovers from one prescriber to another, and the cases in which a change in a person's life asks for something to be done."""
