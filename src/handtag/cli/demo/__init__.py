"""The demo county, built by use cases with a fixed seed and a moving clock. Which county it is stands in its data folder, never here."""
