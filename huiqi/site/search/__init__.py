"""The search of a site: what its worker looks through, made when the site is built."""
