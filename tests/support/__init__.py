"""What tests of several rooms share: samples, projects, browsers, papers, killed programs."""
