"""Arithmetic: layers, activations, losses, optimizers, schedules, initialisers. Knows arrays only."""
