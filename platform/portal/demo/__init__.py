"""The demo shops: opened like any other, then lived in for three months by a seeded story.

Everything happens through the services that shops use, on a clock set back, so the figures add up. Running it
again changes nothing. Public: `seed_demo()`, `describe(shops)`.
"""

from .seeding import describe, seed_demo

__all__ = ["describe", "seed_demo"]
