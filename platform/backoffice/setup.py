"""The first steps of a new shop, shown on Home until all are done."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from tenants.accounts.requests import signed_in_user
from tenants.profile.selectors import current_profile

from .access import may
from .ports import Panel, SetupTask, setup_tasks

_SEEN = "shop-seen"


def setup_panel(request: HttpRequest) -> Panel | None:
    tasks = [task for make in setup_tasks if (task := make(request))]
    tasks = [task for task in tasks if may(request, task.permission)]
    tasks.sort(key=lambda task: task.order)
    done = sum(task.done for task in tasks)
    if done == len(tasks):
        return None
    context = {"tasks": tasks, "done": done, "total": len(tasks)}
    return Panel(order=0, template="backoffice/panels/setup.html", context=context, wide=True)


def logo_task(request: HttpRequest) -> SetupTask:
    return SetupTask(
        order=30,
        label=_("Upload your logo"),
        text=_("It stands at the top of your shop and here."),
        url=reverse("backoffice:shop_settings"),
        done=current_profile().logo_id is not None,
        icon="image",
        permission="profile.change_shopprofile",
    )


def view_shop_task(request: HttpRequest) -> SetupTask:
    return SetupTask(
        order=90,
        label=_("Look at your shop"),
        text=_("See it the way your shoppers do."),
        url=reverse("backoffice:view_shop"),
        done=bool(_wagtail_profile(request).dismissibles.get(_SEEN)),
        icon="store",
    )


def remember_shop_seen(request: HttpRequest) -> None:
    """Ticks off "Look at your shop" for this person."""
    profile = UserProfile.get_for_user(request.user)
    if not profile.dismissibles.get(_SEEN):
        profile.dismissibles[_SEEN] = True
        profile.save(update_fields=["dismissibles"])


def _wagtail_profile(request: HttpRequest) -> UserProfile:
    return signed_in_user(request).wagtail_userprofile  # type: ignore[attr-defined]  # Wagtail has no types
