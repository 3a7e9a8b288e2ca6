"""Running sessions: the state machine, what is remembered of each, the worker processes and the pool of them."""
