from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import F, Func, QuerySet, Value

from ..errors import TooManyTags
from ..models import MOST_TAGS, Member
from ..selectors import known_tags, tags_cache


@transaction.atomic
def put_tags(member_ids: Sequence[int], tags: Sequence[str]) -> int:
    """Put the tags on all of these members; answers how many did not have them all.

    A tag that differs from a known one by capitals only is that tag. Raises TooManyTags, and then nobody has any.
    """
    tags = _as_spelled(tags)
    changed = _each(member_ids, tags, "array_append", _without)
    crowded = Member.objects.filter(pk__in=changed, tags__len__gt=MOST_TAGS).first()
    if crowded:
        raise TooManyTags(field="tags", details={"number": crowded.number, "most": MOST_TAGS})
    return len(changed)


@transaction.atomic
def take_tags(member_ids: Sequence[int], tags: Sequence[str]) -> int:
    """Take the tags off these members; answers how many had one of them."""
    return len(_each(member_ids, _as_spelled(tags), "array_remove", _with))


def _each(
    member_ids: Sequence[int],
    tags: Sequence[str],
    function: str,
    concerned: Callable[[QuerySet[Member], str], QuerySet[Member]],
) -> set[int]:
    """One statement a tag, however many the members are."""
    locked = Member.objects.filter(pk__in=member_ids).order_by("pk").select_for_update(no_key=True)
    ids = list(locked.values_list("pk", flat=True))
    changed: set[int] = set()
    for tag in tags:
        theirs = concerned(Member.objects.filter(pk__in=ids), tag)
        keys = list(theirs.values_list("pk", flat=True))
        new = Func(F("tags"), Value(tag), function=function)
        Member.objects.filter(pk__in=keys).update(tags=new)
        changed.update(keys)
    if changed:
        tags_cache.invalidate()
    return changed


def _with(members: QuerySet[Member], tag: str) -> QuerySet[Member]:
    return members.filter(tags__contains=[tag])


def _without(members: QuerySet[Member], tag: str) -> QuerySet[Member]:
    return members.exclude(tags__contains=[tag])


def _as_spelled(tags: Sequence[str]) -> list[str]:
    spellings = {tag.casefold(): tag for tag in known_tags()}
    return list(dict.fromkeys(spellings.setdefault(tag.casefold(), tag) for tag in tags))
