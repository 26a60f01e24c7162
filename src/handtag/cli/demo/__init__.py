"""The demo county, built by use cases with a fixed seed and a moving clock. What the county is called stands in its data folder, never here."""
