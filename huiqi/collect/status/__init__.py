"""What is due, how every paper stands, who is to be reminded."""
