"""An option of a variant as one text, "name\\x1fvalue": what the shop's filters look for."""

SEPARATOR = "\x1f"


def facet(name: str, value: str) -> str:
    return f"{name}{SEPARATOR}{value}"


def axis(name: str) -> str:
    """What every facet of this option begins with."""
    return f"{name}{SEPARATOR}"


def name_and_value(key: str) -> tuple[str, str]:
    name, _, value = key.partition(SEPARATOR)
    return name, value
