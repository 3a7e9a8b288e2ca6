"""The rules, one a file: what it looks for, from which threshold on, and who says so."""
