"""The whole product in Chromium, as a person uses it."""
