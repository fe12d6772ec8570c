"""What an advisory meeting is given to read."""
