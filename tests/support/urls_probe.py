"""A shop's host that answers only what it believes of itself; for tests of isolation under load."""

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path

from tenants.profile.models import ShopProfile
from tenants.profile.selectors import current_profile


def probe(request: HttpRequest) -> JsonResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema = cursor.fetchone()[0]
    return JsonResponse(
        {
            "tenant": request.tenant.schema_name,
            "schema": schema,
            "row": ShopProfile.objects.values_list("name", flat=True).get(),
            "near": current_profile().name,
            "cached": cache.get_or_set("probe", current_profile().name, 60),
            "content_type": ContentType.objects.get_by_natural_key("probe", "thing").pk,
        }
    )


urlpatterns = [path("probe/", probe)]
