"""What modules above say before a parcel leaves."""

from collections.abc import Callable, Collection, Mapping

# order ids to the code of why they must wait (a text of dispatching.problems); filled in AppConfig.ready
dispatch_stops: list[Callable[[Collection[int]], Mapping[int, str]]] = []
