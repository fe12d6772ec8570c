"""The relational store: records, history, queries."""
