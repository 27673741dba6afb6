"""Points: earned, pending, active, spent, taken back, expired.

An order's points follow from the order's own state: `services.settle_points` brings them there, in one
transaction, however often and in whatever order the events arrive. What a rule makes of an order is decided
in `evaluate` (pure); only `services` write.
"""
