"""What runs inside a worker process, and the process that workers are forked from."""
