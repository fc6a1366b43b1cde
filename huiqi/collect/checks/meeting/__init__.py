"""What the papers of the meeting say (D16 to D19): criticism given by each to each, attendance, absence."""
