"""The owner invites somebody by mail; they protect their account, do what their role may, and are signed out (D8)."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from . import mailbox
from . import merchant as selling
from .looking import Look
from .merchant import Merchant

pytestmark = pytest.mark.journey

OWNER = Merchant("staff-owner@example.com")
LIN = Merchant("lin-support@example.com")
NOT_SUPPORTS = ("/settings/staff/", "/settings/history/", "/products/new/", "/drafts/")


def test_from_the_invitation_to_being_signed_out(stack, person, origin, demo_shops, shot) -> None:
    slug = demo_shops["base"]
    portal, office = origin(), origin(slug, backoffice=True)
    selling.hire(stack, slug, OWNER, "owner")
    owner = person("owner", language="en-US")
    selling.sign_in(owner, office, OWNER)
    selling.invite(owner, office, LIN.email, "support")
    shot(owner, "invited")

    page = person("lin", language="en-US")
    look = Look(page)
    take_invitation(page, portal)
    add_app(page, portal)
    look.here()
    shot(page, "recovery-codes")
    add_passkey(page, portal)
    look.here()
    shot(page, "account")
    sign_out(page, portal)
    sign_in_with_passkey(page, portal)
    selling.enter_back_office(page, slug, office)
    sees_what_support_may(page, office)
    shot(page, "back-office")

    owner.goto(f"{office}/settings/staff/")
    owner.locator("tr", has_text=LIN.email).locator(".bo-key a").click()
    shot(owner, "member")
    owner.locator("a[href$='/sign-out/']").click()
    selling.submit(owner)
    page.goto(f"{office}/orders/")
    expect(page).to_have_url(re.compile(rf"{re.escape(office)}/login/"))
    assert not look.faults, "\n".join(look.faults)


def take_invitation(page: Page, portal: str) -> None:
    """From the mail's link through a new account back to the invitation, and accept it."""
    page.goto(mailbox.newest_link(page, portal, LIN.email, "/invitations/"))
    page.locator("a[href^='/account/signup/']").first.click()
    page.fill("[name=login]", LIN.email)
    page.fill("[name=name]", "Lin")
    page.fill("[name=password1]", LIN.password)
    selling.go_on(page)
    page.wait_for_url("**/confirm-email/")
    page.fill("[name=code]", mailbox.newest_code(page, portal, LIN.email))
    page.locator("form:has([name=code]) button[type=submit]").first.click()
    page.wait_for_url("**/invitations/**")
    page.locator("main form[method=post] button.btn-primary").click()
    page.wait_for_url(f"{portal}/shops/")


def add_app(page: Page, portal: str) -> None:
    """The second factor by app, after the password once more; it ends at the recovery codes."""
    page.goto(f"{portal}/account/2fa/totp/activate/")
    page.wait_for_url("**/reauthenticate/**")
    page.fill("[name=password]", LIN.password)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/totp/activate/")
    secret = page.locator(".mfa-key").text_content()
    assert secret
    page.fill("[name=code]", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    selling.go_on(page)
    page.wait_for_url("**/2fa/recovery-codes/")


def add_passkey(page: Page, portal: str) -> None:
    """A key in the device that knows its owner by the finger, as Chromium plays one."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.goto(f"{portal}/account/2fa/webauthn/add/")
    page.fill("[name=name]", "Laptop")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(re.compile(r"/account/2fa/(?!webauthn/add/)"))
    page.goto(f"{portal}/account/2fa/")


def sign_out(page: Page, portal: str) -> None:
    page.goto(f"{portal}/account/logout/")
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "logout" not in url)


def sign_in_with_passkey(page: Page, portal: str) -> None:
    page.goto(f"{portal}/account/login/")
    page.click("#passkey_login")
    page.wait_for_url(f"{portal}/shops/")


def sees_what_support_may(page: Page, office: str) -> None:
    """Orders and members are there; settings and products to change are not, and their addresses lead home."""
    page.goto(f"{office}/members/")
    expect(page).to_have_url(f"{office}/members/")
    expect(page.locator("a[href='/orders/']").first).to_be_attached()
    expect(page.locator("a[href='/settings/']")).to_have_count(0)
    for path in NOT_SUPPORTS:
        assert page.evaluate("async path => (await fetch(path)).url", path) == f"{office}/", path
    page.goto(f"{office}{NOT_SUPPORTS[0]}")
    expect(page).to_have_url(f"{office}/")
