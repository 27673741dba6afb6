from kernel.events import handles
from kernel.schema import current_schema

from .events import PagesChangedUnheard
from .state import state_has_changed


@handles(PagesChangedUnheard, name="freshness.tell_again")
def tell_again(event: PagesChangedUnheard) -> None:
    """The outbox tries again until Redis hears it, longer than any copy of the state before lives."""
    if not state_has_changed(current_schema()):
        raise ConnectionError("Redis is away")
