"""Which events exist and who reacts to them."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, TypeVar

E = TypeVar("E", bound="Event")
Reaction = Callable[[Any], None]

_events: dict[str, type["Event"]] = {}
_handlers: dict[str, dict[str, Reaction]] = {}


@dataclass(frozen=True)
class Event:
    """Something that happened. Subclasses are frozen dataclasses of plain JSON values, named in the past tense.

    `name` is what the outbox stores: the class's own unless given, so renaming a class needs `name` to stay.
    """

    name: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.name = cls.__dict__.get("name", cls.__name__)
        known = _events.setdefault(cls.name, cls)
        if (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"two events are named {cls.name}: {known} and {cls}")
        _events[cls.name] = cls

    def payload(self) -> dict[str, Any]:
        return asdict(self)


class UnknownEvent(LookupError):
    """The outbox holds an event that no code declares any more."""


def rebuild(name: str, payload: dict[str, Any]) -> Event:
    """The event of an outbox row. Fields the class no longer has are dropped, new ones need a default."""
    try:
        kind = _events[name]
    except KeyError:
        raise UnknownEvent(name) from None
    known = {field.name for field in fields(kind)}
    return kind(**{key: value for key, value in payload.items() if key in known})


def handles(
    event: type[E], *, name: str | None = None
) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register a reaction. `name` says in processed_event who has reacted, so it must never change."""

    def register(function: Callable[[E], None]) -> Callable[[E], None]:
        own = name or f"{function.__module__}.{function.__qualname__}"
        _handlers.setdefault(event.name, {})[own] = function
        return function

    return register


def handlers_of(event_name: str) -> dict[str, Reaction]:
    """{handler name: function}, in the order of registration."""
    return dict(_handlers.get(event_name, {}))
