"""Pages that show several modules."""
