"""Prescriptions, their steps and follow-ups, and each decision with its facts and trace."""
