"""REMEMBER: one folder per noun with models, queries (each limited to its viewer) and store (row writes).

No rules; lower apps never know higher ones.
"""
