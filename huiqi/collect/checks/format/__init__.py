"""Whether papers that will be handed on look as GB/T 9704—2012 has it in the house style; and mending them."""
