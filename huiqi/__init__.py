"""huiqi (会期): one file of facts per meeting cycle, one site and one Word pack."""
