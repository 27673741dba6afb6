"""The database backend: a tenant's search path never reaches public."""
