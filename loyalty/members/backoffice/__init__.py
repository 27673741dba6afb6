"""A merchant's screens of members. Modules above add columns, parts and actions through `ports`."""
