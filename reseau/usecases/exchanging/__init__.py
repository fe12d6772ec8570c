"""Other people's files read, and files written for other programs."""
