"""A shop's chosen theme and its tokens."""
