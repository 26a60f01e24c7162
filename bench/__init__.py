"""Benchmarks of what matters when a county uses it: each checks its answer first and compares within one run."""
