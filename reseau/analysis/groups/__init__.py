"""Who is with whom: groups, core and periphery, ties across borders."""
