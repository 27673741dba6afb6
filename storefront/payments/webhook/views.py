from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django_tenants.utils import tenant_context

from integrations.payment_provider import WebhookForged, WebhookNotUnderstood
from integrations.payment_providers import ProviderUnknown, payment_provider
from integrations.payment_routes import schema_of
from storefront.payments.errors import PaymentNotFound
from storefront.payments.services import apply_provider_event
from tenants.directory.lookup import tenant_of_schema

LARGEST_BODY = 65_536


@csrf_exempt
@require_POST
def receive(request: HttpRequest, provider: str) -> HttpResponse:
    """2xx says: taken, do not send it again. The shop is the one that started the payment, whatever is said."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_BODY:
        return _answer(413, "too large")
    try:
        event = payment_provider(provider).parse_webhook(request.body, request.headers)
        schema_name = schema_of(event.public_id, provider=provider)
        tenant = tenant_of_schema(schema_name) if schema_name else None
        if tenant is None:
            return _answer(404, "unknown payment")
        with tenant_context(tenant):
            apply_provider_event(event, provider=provider)
    except (ProviderUnknown, PaymentNotFound):
        return _answer(404, "unknown")
    except (WebhookForged, WebhookNotUnderstood) as refused:
        return _answer(400, refused.code)
    return _answer(200, "ok")


def _answer(status: int, text: str) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain")
