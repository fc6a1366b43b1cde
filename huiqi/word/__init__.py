"""Word files: from templates and facts to documents in the national format GB/T 9704-2012."""
