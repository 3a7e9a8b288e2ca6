"""Data: settings beside the function that makes or reads the arrays."""
