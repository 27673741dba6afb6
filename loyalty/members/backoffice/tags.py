"""Tags of one member, and of those ticked in the list."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backoffice.access import fetch, staff_view
from loyalty.members.models import LONGEST_TAG, Member
from loyalty.members.selectors import known_tags
from loyalty.members.services import put_tags, take_tags

TAG = "members.tag_member"
TAKE = "take"  # anything else puts them on
_BETWEEN = re.compile(r"[,，;；、\n]")


class TagsField(forms.CharField):
    """Tags between commas, Chinese ones too; suggests those that other members have."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": "known-tags", "autocomplete": "off"})
        super().__init__(max_length=400, widget=widget, **kwargs)

    def clean(self, value: Any) -> list[str]:
        words = (" ".join(word.split()) for word in _BETWEEN.split(super().clean(value)))
        first: dict[str, str] = {}
        for word in filter(None, words):
            first.setdefault(word.casefold(), word)
        tags = list(first.values())
        if not tags:
            raise ValidationError(self.error_messages["required"], code="required")
        if any(len(tag) > LONGEST_TAG for tag in tags):
            text = _("A tag has %(most)s characters at most.")
            raise ValidationError(text, params={"most": LONGEST_TAG})
        return tags


class TagsForm(forms.Form):
    tags = TagsField(label=gettext_lazy("Tags"), help_text=gettext_lazy("Separated by commas."))

    @property
    def known(self) -> tuple[str, ...]:
        return known_tags()


@staff_view(TAG)
def take_tag(request: HttpRequest, number: str) -> HttpResponse:
    """One tag off one member."""
    member = fetch(request, TAG, Member, number=number)
    tag = request.POST.get("tag")
    if tag in member.tags:
        take_tags([member.pk], [tag])
    return redirect("members:detail", member.number)


def ticked_ids(request: HttpRequest) -> list[int]:
    """The members ticked in the list; what is no member's number is left out."""
    numbers = [text for text in request.POST.getlist("number") if text.isdecimal()]
    return list(Member.objects.filter(number__in=numbers).values_list("pk", flat=True))


def tag_many(request: HttpRequest, member_ids: list[int], form: TagsForm, act: str) -> None:
    """Put the form's tags on or take them off, and say how many it changed. Raises TooManyTags."""
    tags = form.cleaned_data["tags"]
    if act == TAKE:
        count = take_tags(member_ids, tags)
        text = ngettext(
            "Tags removed from %(count)s member.", "Tags removed from %(count)s members.", count
        )
    else:
        count = put_tags(member_ids, tags)
        text = ngettext(
            "Tags added to %(count)s member.", "Tags added to %(count)s members.", count
        )
    messages.success(request, text % {"count": count})
