"""The server: routes, the socket, who may come in, and the page's shell."""
