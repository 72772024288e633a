"""Flow tests share nothing but their helpers."""
