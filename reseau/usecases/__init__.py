"""What a person comes to do, one module each."""
