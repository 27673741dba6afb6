from django.conf import settings
from django.http import Http404, HttpResponseBase
from django.views.static import serve

from tenants.directory.requests import TenantRequest

YEAR = 31536000


def serve_media(request: TenantRequest, path: str) -> HttpResponseBase:
    """A file of this shop, and of this shop only: the first part of the path must be its own schema.

    Names carry a random or content part, so browsers may keep them for good.
    """
    schema, _, name = path.partition("/")
    if schema != request.tenant.schema_name or ".." in name.split("/"):
        raise Http404
    response = serve(request, name, document_root=str(settings.MEDIA_ROOT / schema))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response
