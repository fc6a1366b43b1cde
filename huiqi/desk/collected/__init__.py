"""The desk's page of the papers that came in."""
