"""DO: one file per thing a person or a timer can do: load, require, decide, store, audit, in one transaction. Never calls another use case."""
