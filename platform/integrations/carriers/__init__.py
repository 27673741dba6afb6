"""Companies that carry parcels: names, the ways people write them, and where a parcel is tracked.

`carrier_named("sf")` finds one; a name that is none of them stays what was typed.
"""

from .registry import Carrier, carrier_named, carriers_for, name_of, tracking_url

__all__ = ["Carrier", "carrier_named", "carriers_for", "name_of", "tracking_url"]
