"""Which paper of which people a file is."""
