"""Where each actor stands: centralities, brokers, key players; the whole network.

Begin with ``centrality``; ``bipartite`` is of two-mode networks.
"""
