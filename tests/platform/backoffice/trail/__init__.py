"""Proof that every change made in the back office is on the trail.

witness: what really changed, as the database itself saw it. desk: a shop with one of everything, and somebody who fills
in its forms. posts_*: what is sent to each address, one of each; REASONS: the addresses that change nothing.
A new address that takes what is sent needs a line in one of them.
"""
