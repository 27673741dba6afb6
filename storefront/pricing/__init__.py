"""What a basket costs and why: one pure function."""
