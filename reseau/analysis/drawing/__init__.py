"""Where each actor stands on the map: the same network, the same places."""
