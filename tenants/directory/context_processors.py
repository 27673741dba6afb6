from django.http import HttpRequest


def host(request: HttpRequest) -> dict[str, object]:
    """`tenant` and `host_kind` in every template."""
    return {
        "tenant": getattr(request, "tenant", None),
        "host_kind": getattr(request, "host_kind", None),
    }
