"""Pages of the portal. Each finds what it shows, calls one service and answers."""
