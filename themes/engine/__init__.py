"""Which template and which tokens a shop shows."""
