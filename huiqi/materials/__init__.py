"""Study materials: files beside the facts that become pages of the site."""
