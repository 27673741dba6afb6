"""What the gateway answers: an API for merchants' servers and a page for their shoppers."""

import hmac
import json
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, jsonify, redirect, render_template, request
from werkzeug.exceptions import HTTPException

from integrations.demopay.signing import api_key

from .acts import ACTS, act, give_back
from .chaos import Chaos, ChaosUnknown
from .delivery import Deliverer
from .store import Conflict, NewPayment, Store
from .wording import amount_for_people, chosen_language, words

TEXTS = NewPayment.__annotations__


def create_app(store: Store, deliverer: Deliverer, secret: str) -> Flask:
    app = Flask(__name__)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    bearer = f"Bearer {api_key(secret)}"

    @app.before_request
    def only_merchants_call_the_api() -> Any:
        if request.path.startswith("/v1/"):
            given = request.headers.get("Authorization", "")
            if not hmac.compare_digest(given.encode(), bearer.encode()):
                return _error("not_authorised", 401)
        return None

    @app.errorhandler(Conflict)
    def refused(conflict: Conflict) -> Any:
        return _error(str(conflict), 409)

    @app.errorhandler(ChaosUnknown)
    def unknown_option(option: ChaosUnknown) -> Any:
        return _error(f"unknown option: {option}", 400)

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> Any:
        if request.path.startswith("/v1/"):
            return _error(error.name.lower().replace(" ", "_"), error.code or 500)
        return error

    @app.get("/healthz")
    def healthy() -> Any:
        return Response("ok", mimetype="text/plain")

    _add_api(app, store, deliverer)
    _add_page(app, store, deliverer)
    return app


def _add_api(app: Flask, store: Store, deliverer: Deliverer) -> None:
    @app.post("/v1/payments")
    def create_payment() -> Any:
        data = _json()
        new = _new_payment(data)
        chaos = Chaos.of(data.get("chaos", {}))
        return jsonify(_shown(store, store.create_payment(new, vars(chaos))))

    @app.get("/v1/payments/<payment_id>")
    def get_payment(payment_id: str) -> Any:
        return jsonify(_shown(store, _found(store.payment(payment_id))))

    @app.get("/v1/payments/by-reference/<reference>")
    def get_by_reference(reference: str) -> Any:
        return jsonify(_shown(store, _found(store.payment_by_reference(reference))))

    @app.post("/v1/payments/<payment_id>/refunds")
    def refund(payment_id: str) -> Any:
        payment, data = _found(store.payment(payment_id)), _json()
        amount = data.get("amount_minor")
        if type(amount) is not int or data.get("currency") != payment["currency"]:
            abort(400)
        answer = give_back(store, payment, str(data["key"]), amount)
        deliverer.wake()
        return jsonify(answer)

    @app.post("/v1/payments/<payment_id>/chaos")
    def make_trouble(payment_id: str) -> Any:
        payment = _found(store.payment(payment_id))
        store.set_chaos(payment["id"], vars(Chaos.of(_json())))
        return jsonify({})

    @app.post("/v1/payments/<payment_id>/acts/<name>")
    def act_for_the_shopper(payment_id: str, name: str) -> Any:
        """What a press of the page's button does, for tests."""
        act(store, _found(store.payment(payment_id)), _known_act(name))
        deliverer.wake()
        return jsonify(_shown(store, _found(store.payment(payment_id))))

    @app.get("/v1/payments/<payment_id>/deliveries")
    def deliveries(payment_id: str) -> Any:
        return jsonify({"deliveries": store.deliveries(payment_id)})


def _add_page(app: Flask, store: Store, deliverer: Deliverer) -> None:
    @app.get("/pay/<payment_id>")
    def page(payment_id: str) -> Any:
        return _page("pay.html", _found(store.payment(payment_id)))

    @app.post("/pay/<payment_id>/window")
    def close_the_window(payment_id: str) -> Any:
        """The shopper goes away without a word: nothing happens, nobody is told."""
        return _page("closed.html", _found(store.payment(payment_id)))

    @app.post("/pay/<payment_id>/<name>")
    def press(payment_id: str, name: str) -> Any:
        payment = _found(store.payment(payment_id))
        trouble = _trouble_asked_for()
        if trouble:
            store.set_chaos(payment["id"], vars(Chaos.of(trouble)))
        act(store, payment, _known_act(name))
        deliverer.send_now(payment["id"])
        deliverer.wake()
        return redirect(payment["return_url"], 303)


def _page(template: str, payment: dict[str, Any]) -> Response:
    language = chosen_language(request.args.get("lang") or payment["language"])
    html = render_template(
        template,
        payment=payment,
        language=language,
        words=words(language),
        amount=amount_for_people(payment["amount_minor"], payment["currency"], language),
    )
    response = Response(html)
    back = urlsplit(payment["return_url"])
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none';"
        f" form-action 'self' {back.scheme}://{back.netloc}"
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _new_payment(data: dict[str, Any]) -> NewPayment:
    try:
        new = NewPayment(**{name: data[name] for name in TEXTS})
    except KeyError as missing:
        abort(400, str(missing))
    urls_are_web = all(
        str(url).startswith(("http://", "https://")) for url in (new.return_url, new.webhook_url)
    )
    if type(new.amount_minor) is not int or new.amount_minor < 1 or not urls_are_web:
        abort(400)
    return new


def _shown(store: Store, payment: dict[str, Any]) -> dict[str, Any]:
    names = ("id", "reference", "state", "amount_minor", "currency")
    refunds = [
        {name: refund[name] for name in ("id", "key", "amount_minor", "state")}
        for refund in store.refunds(payment["id"])
    ]
    return {name: payment[name] for name in names} | {"refunds": refunds}


def _trouble_asked_for() -> dict[str, Any]:
    """The boxes ticked under "test tools" on the page."""
    ticked = request.form.getlist("trouble")
    options: dict[str, dict[str, Any]] = {
        "twice": {"duplicates": 1},
        "late": {"delay_seconds": 10},
        "disorder": {"disorder": True},
        "forged": {"forged": True},
        "silent": {"silent": True},
    }
    trouble: dict[str, Any] = {}
    for name in ticked:
        trouble |= options.get(name, {})
    return trouble


def _found(payment: dict[str, Any] | None) -> dict[str, Any]:
    if payment is None:
        abort(404)
    return payment


def _known_act(name: str) -> str:
    if name not in ACTS:
        abort(404)
    return name


def _json() -> dict[str, Any]:
    try:
        data = json.loads(request.get_data())
    except ValueError:
        abort(400)
    if not isinstance(data, dict):
        abort(400)
    return data


def _error(code: str, status: int) -> tuple[Response, int]:
    return jsonify({"error": code}), status
