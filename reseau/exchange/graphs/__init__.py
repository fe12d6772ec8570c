"""The network in the formats of other programs: begin with ``graphfile``."""
