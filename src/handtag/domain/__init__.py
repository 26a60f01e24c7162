"""DECIDE: pure rules on plain values. Standard library only: no Django, no clock, no input or output."""
