"""Thesauri, as tables and as SKOS: begin with ``thesaurus_files``."""
