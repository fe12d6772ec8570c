"""The network: graphs made of ties, and measures on graphs."""
