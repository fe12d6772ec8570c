"""What is asserted of influence, and what follows from it: square tables."""
