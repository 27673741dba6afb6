"""Text messages; in development into the mail box page."""
