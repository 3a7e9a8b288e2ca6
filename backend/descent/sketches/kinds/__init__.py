"""What can be drawn, one file each: a function of a subject, registered for the controls that it explains."""
