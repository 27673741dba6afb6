class NotAsPlanned(Exception):
    """The schema's migrations are no longer those the plan starts from."""


class NoSchema(Exception):
    """The shop's schema is not there, or has no tables."""


class BusyElsewhere(Exception):
    """Another process is at this shop at this moment."""
