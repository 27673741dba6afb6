"""Where payment providers send their messages: one path on the platform's own host, for all shops."""
