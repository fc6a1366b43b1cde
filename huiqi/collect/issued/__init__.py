"""What was handed out: the forms of the papers as they went out."""
