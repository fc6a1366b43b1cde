"""From a file of facts to a frozen, checked cycle; everything that is wrong with it, at once."""
