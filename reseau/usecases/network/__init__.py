"""Questions asked of the network that the log makes."""
