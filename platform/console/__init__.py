"""The platform admins' own pages."""
