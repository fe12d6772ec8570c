"""Import profiles: how a table is read, said in a TOML file.

``profile`` loads one; those that come with the program are beside it.
"""
