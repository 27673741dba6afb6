"""The yardstick: a product page of a bare Django, one query and one template, nothing else.

BARE_PAGE_TEMPLATE in the environment names another template than the short one below.

gunicorn devservices.bench._bare_page:application
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.conf import settings


def _own_template() -> str:
    path = os.environ.get("BARE_PAGE_TEMPLATE")
    return Path(path).read_text(encoding="utf-8") if path else ""


_url = urlsplit(os.environ["DATABASE_URL"])
settings.configure(
    ALLOWED_HOSTS=["*"],
    SECRET_KEY="bare",
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": _url.path.lstrip("/"),
            "USER": _url.username,
            "PASSWORD": _url.password,
            "HOST": _url.hostname,
            "PORT": str(_url.port),
            "CONN_MAX_AGE": 300,
        }
    },
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.locmem.Loader",
                        {
                            "product.html": _own_template()
                            or """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{{ product.title }}</title></head><body><h1>{{ product.title }}</h1><p>{{ product.price }}</p>
<div>{{ product.body|safe }}</div><form method="post" action="/cart/"><button>Add</button></form></body></html>"""
                        },
                    )
                ]
            },
        }
    ],
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import get_object_or_404, render  # noqa: E402
from django.urls import path  # noqa: E402


class Product(models.Model):
    slug = models.TextField()
    title = models.TextField()
    price = models.TextField()
    body = models.TextField()

    class Meta:
        app_label = "bare"
        db_table = "bare_product"
        managed = False

    def __str__(self) -> str:
        return self.title


def product(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Product, slug=slug)
    return render(request, "product.html", {"product": found})


urlpatterns = [path("products/<slug:slug>/", product)]
application = get_wsgi_application()
