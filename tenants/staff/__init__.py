"""Who works in a shop, what they may do, and the doors by which they come in.

`services.add_staff`, `services.end_access`; `handoff.issue` on the portal and `handoff.accept` in the back office.
"""
