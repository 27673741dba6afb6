"""Takes the pictures of the looks (sign-up, landing page) and of the README anew, from a product that runs.

    ./mall up
    ./mall manage open_shop --slug plain --name "好日子 Good Day" --trade home --look base \
        --owner merchant@example.com --demo
    .venv/bin/python docs/images/photograph.py 8100 looks overview

The other looks are those of the demo shops.
"""

import base64
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
LOOKS = ROOT / "platform/portal/static/portal/looks"
SHOPS = {"clothing": "demo", "fresh": "demo-fresh", "hotel": "demo-hotel", "base": "plain"}
LANGUAGES = {"en": "en", "zh-hans": "zh"}
OWNER = ("merchant@example.com", "demo-mall-2026")
OVERVIEW = """<style>
  body {{ margin: 0; width: 1600px; height: 860px; position: relative; background: #ece7dc; }}
  img {{ position: absolute; display: block; border-radius: 14px; box-shadow: 0 24px 60px -12px #3c342866; }}
</style>
<img src="{shop}" style="left: 48px; top: 48px; width: 900px">
<img src="{office}" style="right: 48px; top: 250px; width: 900px">
<img src="{phone}" style="left: 500px; top: 296px; width: 236px; border-radius: 26px">"""


class Camera:
    def __init__(self, browser: Browser, port: str) -> None:
        self.browser, self.port = browser, port

    def page(self, width: int, height: int, *, scale: float = 1, phone: bool = False) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=scale,
            is_mobile=phone,
            has_touch=phone,
            locale="en-GB",
        )
        return context.new_page()

    def shop(self, slug: str, path: str, page: Page) -> bytes:
        return self.at(f"http://{slug}.shop.localhost:{self.port}{path}", page)

    def at(self, address: str, page: Page) -> bytes:
        page.goto(address, wait_until="networkidle")
        return page.screenshot()

    def back_office(self) -> bytes:
        """The orders in the demo shop's back office, signed in as its owner."""
        page = self.page(1280, 800)
        page.goto(f"http://mall.localhost:{self.port}/account/login/")
        page.fill("input[name=login]", OWNER[0])
        page.fill("input[name=password]", OWNER[1])
        page.press("input[name=password]", "Enter")
        page.wait_for_load_state("networkidle")
        page.goto(f"http://mall.localhost:{self.port}/shops/")
        page.locator("li, article", has_text="Four Seasons").locator("form button").first.click()
        page.wait_for_url(f"http://demo.mall.localhost:{self.port}/**")
        return self.at(f"http://demo.mall.localhost:{self.port}/orders/", page)


def looks(camera: Camera) -> None:
    """720 x 900 of each look's front page, and the phone of the landing page."""
    for code, prefix in LANGUAGES.items():
        for look, slug in SHOPS.items():
            shot = camera.shop(slug, f"/{prefix}/", camera.page(1120, 1400))
            _save(shot, LOOKS / f"{look}.{code}.webp", (720, 900))
        phone = camera.page(390, 800, scale=1.6, phone=True)
        _save(camera.shop("demo", f"/{prefix}/", phone), LOOKS / f"phone.{code}.webp", (624, 1280))


def overview(camera: Camera) -> None:
    """A shop, its product page on a phone, and its back office."""
    phone = camera.page(390, 844, scale=2, phone=True)
    parts = {
        "shop": camera.shop("demo", "/en/", camera.page(1280, 860)),
        "phone": camera.shop("demo", "/en/products/shoulder-bag/", phone),
        "office": camera.back_office(),
    }
    page = camera.page(1600, 860)
    page.set_content(OVERVIEW.format(**{name: _inline(shot) for name, shot in parts.items()}))
    page.wait_for_timeout(500)
    _save(page.screenshot(), ROOT / "docs/images/overview.webp", (1600, 860))


def _inline(shot: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(shot).decode()


def _save(shot: bytes, path: Path, size: tuple[int, int]) -> None:
    picture = Image.open(BytesIO(shot)).convert("RGB").resize(size, Image.Resampling.LANCZOS)
    picture.save(path, "WEBP", quality=78, method=6)


if __name__ == "__main__":
    port, *wanted = sys.argv[1:]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--headless", "--no-sandbox", "--disable-gpu"],
        )
        for name in wanted:
            {"looks": looks, "overview": overview}[name](Camera(chromium, port))
        chromium.close()
