"""Embedded PostgreSQL and Redis for ./mall up and ./mall test."""
