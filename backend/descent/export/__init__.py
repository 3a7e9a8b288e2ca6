"""What leaves the house in formats that others read."""
