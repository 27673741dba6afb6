"""The picture library: uploads re-encoded, sizes made once."""
