"""Where a store is, and how it is opened: address, key, file, server.

Begin with ``address``, then ``engine``, which opens a database of either kind.
"""
