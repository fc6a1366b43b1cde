"""Building cycles into public/ and pack/: what changed alone, each whole or not at all."""
