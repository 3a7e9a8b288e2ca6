"""The engine's rows of `make bench`: a training step beside those of its peers."""
