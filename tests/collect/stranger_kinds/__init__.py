"""What people and programs do to a paper that they fill in."""
