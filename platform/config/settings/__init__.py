"""Settings. One module for every environment; what differs comes from the environment."""
