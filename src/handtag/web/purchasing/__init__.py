"""Buying and receiving on pages: what has to be bought, purchase orders, exceptions, goods receipt."""
