"""What goes over the wire: commands, events, snapshots and metrics, as values and as bytes. No sockets here."""
