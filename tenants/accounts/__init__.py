"""People who sign in: one User model in public and in every shop."""
