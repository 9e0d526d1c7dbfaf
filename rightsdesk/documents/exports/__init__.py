"""Files made of exported credit advices: the same bytes whenever they are made, one module for each format."""
