"""Study materials in the desk: received and checked, put beside the facts, shown, taken away again."""
