"""Pages: a folder is a place in the menu, with views, forms and templates side by side. No rules and no writes here.

Areas import shell, shell imports ui, ui imports nothing of the house but money and dates; areas never import each other.
"""
