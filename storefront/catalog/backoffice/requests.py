from django.http import HttpRequest

LONGEST_ID = 18  # digits; what a bigint surely holds


def chosen_ids(request: HttpRequest, name: str) -> list[int]:
    """The ids that were ticked; what is no id is left out."""
    values = request.POST.getlist(name)
    return [int(v) for v in values if v.isascii() and v.isdecimal() and len(v) <= LONGEST_ID]
