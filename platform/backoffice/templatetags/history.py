"""`{% load history %}{% history_panel order %}` on the page of a thing: who changed what of it."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.db.models import Model
from django.template.context import Context
from django.urls import reverse

from backoffice import access
from backoffice.history import PERMISSION
from backoffice.history.panel import history_of

register = template.Library()


@register.inclusion_tag("backoffice/parts/history.html", takes_context=True)
def history_panel(context: Context, thing: Model | None) -> dict[str, Any]:
    """The thing's last steps for those who may read the trail; nothing for others, and of a new thing."""
    if thing is None or not thing.pk or not access.may(context["request"], PERMISSION):
        return {}
    return {"history": history_of(thing)}


@register.inclusion_tag("backoffice/parts/changes_of_job.html", takes_context=True)
def changes_of_job(context: Context, job: Model) -> dict[str, Any]:
    """A link to all that a job changed, for those who may read the trail."""
    if not access.may(context["request"], PERMISSION):
        return {}
    asked = urlencode({"cause": job._meta.label_lower, "cause_id": job.pk})
    return {"url": f"{reverse('backoffice:trail')}?{asked}"}
