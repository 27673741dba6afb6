"""Wagtail's permission policies live as long as the process and keep the content type they read first.

Its id is the first shop's; in another schema the same id may be another model. Ours ask each time, which costs
nothing: content types are cached per schema (tenants.directory.contenttypes).
"""

from django.contrib.contenttypes.models import ContentType
from wagtail.permission_policies.base import BaseDjangoAuthPermissionPolicy


def _content_type(policy: BaseDjangoAuthPermissionPolicy) -> ContentType:
    return ContentType.objects.get_for_model(policy.auth_model)


def key_policies_by_schema() -> None:
    BaseDjangoAuthPermissionPolicy._content_type = property(_content_type)
