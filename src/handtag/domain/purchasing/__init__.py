"""Buying decides here: what to buy and why, and what may happen to a purchase order. No rows, no clock, no agreements' contents."""
