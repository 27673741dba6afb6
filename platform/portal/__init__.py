"""The platform's own site: landing, sign-up, my shops."""
