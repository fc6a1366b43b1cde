"""What the office makes of the answers: opinions, talks, problems, counts, papers filled in beforehand."""
