"""Bringing people back; plugs into the storefront's ports."""
