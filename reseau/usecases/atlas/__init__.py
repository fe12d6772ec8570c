"""The neighbourhoods: a map, and a portrait of each."""
