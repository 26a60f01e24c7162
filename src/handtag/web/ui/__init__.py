"""The component library: typed values, template tags and one small template each; /_ui/ shows them all.

No area, no role, no query. Everything works without JavaScript.
"""
