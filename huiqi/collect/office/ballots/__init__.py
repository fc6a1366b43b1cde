"""A secret ballot (D27): totals alone, and the sheet of totals (D30) that is made of them."""
