"""Template tags, where Django looks for them. `ui` is the library that every template has; the underscored modules are its parts."""
