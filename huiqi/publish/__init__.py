"""Publishing: reviewed, verified, and put in place whole or not at all."""
