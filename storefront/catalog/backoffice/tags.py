"""The tags that products have: how many have each; renamed, made one, taken off all of them."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backoffice.access import acting
from backoffice.screens import FormScreen, ListScreen
from tenants.accounts.requests import signed_in_user

from ..bulk.services import choose_products, start_bulk
from ..selectors.tags import TagCount, known_tags, products_tagged, tags_in_use
from .bulk import after_bulk

LONGEST_TAG = 80
MOST_AT_ONCE = 50


class TagList(ListScreen):
    title = gettext_lazy("Tags")
    intro = gettext_lazy(
        "Words that group your products, for finding them here and in the shop's search."
    )
    permission = "catalog.view_product"
    template_name = "catalog/backoffice/tags.html"
    paginate_by = 50

    def get_back(self) -> tuple[str, str]:
        return _("Products"), reverse("products:list")

    def get_queryset(self) -> Any:
        """A list: tags are no rows of their own. By name with `?sort=name`, else the most used first."""
        self.filterset = None
        tags = tags_in_use(self.request.GET.get("q", "").strip()[:LONGEST_TAG].replace("\0", ""))
        sort = self.request.GET.get("sort", "")
        if sort.removeprefix("-") == "name":
            return sorted(tags, key=lambda tag: tag.name.lower(), reverse=sort[0] == "-")
        return tags[::-1] if sort == "count" else tags


class TagForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("New name"),
        max_length=LONGEST_TAG,
        widget=forms.TextInput(attrs={"list": "known-tags", "autocomplete": "off"}),
        help_text=gettext_lazy("The name of another tag makes the two one."),
    )

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if "," in name or "，" in name:
            raise forms.ValidationError(_("A tag has no commas: they separate tags."))
        return name


class ChosenTags(FormScreen):
    """Something done with the tags that the address names."""

    permission = "catalog.change_product"
    done_message = ""

    @cached_property
    def tags(self) -> list[TagCount]:
        named = set(self.request.GET.getlist("tag")[:MOST_AT_ONCE])
        found = [tag for tag in tags_in_use() if tag.name in named]
        if not found:
            raise Http404
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        assert self.tags
        return super().get(request, *args, **kwargs)

    def get_back(self) -> tuple[str, str]:
        return _("Tags"), reverse("products:tags")

    def retag(self, into: str) -> HttpResponse:
        names = [tag.name for tag in self.tags]
        request = self.request
        ids = products_tagged([name for name in names if name != into])
        job = choose_products(ids, by=signed_in_user(request), name=acting(request))
        job = start_bulk(job, act="retag", details={"tags": names, "into": into})
        return after_bulk(request, job, reverse("products:tags"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = [tag.name for tag in self.tags]
        count = len(products_tagged(names))
        return super().get_context_data(names=names, count=count, **kwargs)


class TagNaming(ChosenTags):
    """One gets another name, several become one."""

    template_name = "catalog/backoffice/tag_naming.html"
    form_class = TagForm

    def get_title(self) -> str:
        if len(self.tags) == 1:
            return _("Rename “%(tag)s”") % {"tag": self.tags[0].name}
        return ngettext("Make %(count)s tag one", "Make %(count)s tags one", len(self.tags)) % {
            "count": len(self.tags)
        }

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.tags[0].name}

    def form_valid(self, form: TagForm) -> HttpResponse:
        return self.retag(form.cleaned_data["name"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(known_tags=known_tags(), **kwargs)


class TagRemoval(ChosenTags):
    template_name = "catalog/backoffice/tag_removal.html"
    form_class = forms.Form
    submit_label = gettext_lazy("Remove")

    def get_title(self) -> str:
        return ngettext("Remove a tag", "Remove %(count)s tags", len(self.tags)) % {
            "count": len(self.tags)
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        return self.retag("")
