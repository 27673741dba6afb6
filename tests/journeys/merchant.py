"""What a merchant does in the portal and in the back office, as a person's clicks."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from devservices.stack import Stack

from . import mailbox, waiting


@dataclass(frozen=True)
class Merchant:
    email: str
    password: str = "a-long-enough-word-7"


def sign_up(page: Page, portal: str, merchant: Merchant) -> None:
    """The wizard's first step: an account, confirmed by the code in the mail."""
    page.goto(portal)
    page.locator("main a[href='/start/']").first.click()
    page.fill("[name=login]", merchant.email)
    page.fill("[name=password1]", merchant.password)
    go_on(page)
    page.fill("[name=code]", mailbox.newest_code(page, portal, merchant.email))
    page.locator("form:has([name=code]) button[type=submit]").first.click()
    page.wait_for_url("**/start/shop/")


def name_shop(page: Page, *, name: str, slug: str) -> None:
    """The address field says while typing whether the address is free."""
    page.fill("[name=name]", name)
    page.fill("[name=slug]", "www")
    expect(page.locator("#address-state .field-error")).to_be_visible()
    page.fill("[name=slug]", slug)
    expect(page.locator("#address-state strong")).to_have_text(slug)


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"label:has(input[name={name}][value={value}])").click()


def go_on(page: Page) -> None:
    page.locator("main form.stack button[type=submit]").first.click()


def wait_until_open(page: Page) -> None:
    """The opening's page goes on by itself until the shop is live."""
    expect(page.locator("#opening[data-state=live]")).to_be_visible(timeout=waiting.PATIENCE * 1000)


def enter_back_office(page: Page, slug: str, back_office: str) -> None:
    page.locator(f"form[action='/shops/{slug}/handoff/'] button").click()
    page.wait_for_url(f"{back_office}/")


def import_products(page: Page, back_office: str, file: Path) -> None:
    """Send the file, take its columns as they are guessed, try it out, and wait until its import is done."""
    page.goto(f"{back_office}/products/imports/")
    page.set_input_files("input[type=file]", file)
    submit(page)
    page.wait_for_url("**/columns/")
    submit(page)
    page.locator(".cat-next .bo-btn--primary").click(timeout=waiting.PATIENCE * 1000)
    done = page.locator("#import-progress:not([hx-get])")
    expect(done).to_be_visible(timeout=waiting.PATIENCE * 1000)


def import_figures(page: Page) -> list[int]:
    """New, updated, unchanged, left out."""
    return [int(text) for text in page.locator("#import-progress dd").all_inner_texts()]


def add_product(
    page: Page, back_office: str, *, title: str, option: str, prices: dict[str, str], stock: int
) -> None:
    """A product with a variant a value of one option, on sale at once. `prices` is in the shop's currency."""
    page.goto(f"{back_office}/products/new/")
    page.fill("[name=title]", title)
    name_option(page, 1, option, list(prices))
    rows = page.locator("tr[data-variant]")
    expect(rows).to_have_count(len(prices))
    for row, (value, price) in zip(rows.all(), prices.items(), strict=True):
        expect(_cell(row, "option1")).to_have_value(value)
        _cell(row, "price_minor").fill(price)
        _cell(row, "stock").fill(str(stock))
    page.select_option("[name=status]", "active")


def name_option(page: Page, place: int, name: str, values: list[str]) -> None:
    """An option and its values, typed as a person does."""
    page.fill(f"[name=option{place}]", name)
    typing = page.locator("[data-option]").nth(place - 1).locator("[data-add-value]")
    typing.fill("，".join(values))
    typing.press("Enter")


def set_up(page: Page, url: str, values: dict[str, str]) -> None:
    """A settings page: fill in, save."""
    page.goto(url)
    for name, value in values.items():
        page.fill(f"[name={name}]", value)
    submit(page)


def hire(stack: Stack, slug: str, person: Merchant, role: str) -> None:
    """An account of the shop's own that signs in by password, from the shell: quicker than an invitation."""
    stack.manage(
        "shell", "-c",
        "from django_tenants.utils import tenant_context\n"
        "from tenants.directory.models import Tenant\n"
        "from tenants.staff.services import add_staff\n"
        f"with tenant_context(Tenant.objects.get(slug={slug!r})):\n"
        f"    add_staff(email={person.email!r}, name='周', role={role!r}, password={person.password!r})\n",
    )  # fmt: skip


def invite(page: Page, back_office: str, address: str, role: str) -> None:
    """From the Staff screen; the invitation then waits there."""
    page.goto(f"{back_office}/settings/staff/")
    page.locator("a[href$='/invitations/new/']").click()
    page.fill("[name=email]", address)
    page.select_option("[name=role]", role)
    submit(page)
    page.wait_for_url(f"{back_office}/settings/staff/")
    expect(page.locator("th", has_text=address)).to_be_visible()


def sign_in(page: Page, back_office: str, person: Merchant) -> None:
    page.goto(f"{back_office}/")
    page.fill("input[type=email], [name=email], [name=login]", person.email)
    page.fill("input[type=password]", person.password)
    page.locator("main form button[type=submit], form button[type=submit]").first.click()
    page.wait_for_url(f"{back_office}/")


def ship(page: Page, back_office: str, number: str, tracking: str) -> None:
    page.goto(f"{back_office}/orders/{number}/parcels/new/")
    page.fill("[name=carrier]", "顺丰速运")
    page.fill("[name=tracking_number]", tracking)
    submit(page)
    page.wait_for_url(f"**/orders/{number}/")


def preview_refund(
    page: Page, back_office: str, number: str, title: str, units: int
) -> Sequence[str]:
    """Choose units of one line; answers the preview: the sum, then each effect, as texts."""
    page.goto(f"{back_office}/orders/{number}/refunds/new/")
    page.locator(".bo-picks li", has_text=title).locator("input[type=number]").fill(str(units))
    preview = page.locator("[data-refund-preview] .bo-preview")
    expect(preview).to_be_visible()
    return preview.locator(".bo-sum__total td, .bo-effects li").all_inner_texts()


def submit(page: Page) -> None:
    page.locator(".bo-form .bo-btn--primary").last.click()
    page.wait_for_load_state()


def _cell(row: Locator, name: str) -> Locator:
    return row.locator(f"[name$='-{name}']")
