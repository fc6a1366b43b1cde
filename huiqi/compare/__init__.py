"""What differs between two files of facts, and between now and the last publication."""
