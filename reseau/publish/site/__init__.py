"""The public site: ``site`` is what it says, ``site_files`` writes all of it."""
