"""Points: earned, pending, spent, taken back, expired."""
