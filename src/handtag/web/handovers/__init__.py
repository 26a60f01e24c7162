"""Handovers, changes of payer, and what a change in a person's life asks for."""
