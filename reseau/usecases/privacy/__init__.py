"""The rights of people over what is kept of them."""
