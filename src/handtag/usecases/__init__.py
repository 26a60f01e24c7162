"""DO: one file per thing a person or a timer can do: load, require, decide, store, audit.

One transaction each; never calls another use case.
"""
