"""Suppliers, articles, equivalence, what fits what, and dated prices."""
