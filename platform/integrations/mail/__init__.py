"""Mail; in development into the mail box page."""
