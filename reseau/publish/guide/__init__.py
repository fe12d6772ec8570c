"""The user guide: the documents as pages that lead to each other."""
