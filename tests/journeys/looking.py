"""Looking at a page as everybody must be able to: on a phone and on a desk, with axe, without a sideways scroll."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

from devservices.layout import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
_RUN = """async (left_out) => (await axe.run({exclude: left_out}, {resultTypes: ["violations"]})).violations.flatMap(
  v => v.nodes.map(n => `${v.id} (${v.impact}): ${n.target.join(" ")} ${n.html.slice(0, 160)}`))"""
_TOO_WIDE = """() => document.documentElement.scrollWidth <= window.innerWidth ? null
  : [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
      .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""


@dataclass
class Look:
    """Collects what is wrong with each page looked at; `faults` is empty when all are for everyone."""

    page: Page
    left_out: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def at(self, url: str) -> None:
        answer = self.page.goto(url)
        assert answer
        assert answer.status == 200, f"{answer.status} {url}"
        self.here()

    def here(self) -> None:
        """At the page as it is: on a desk, then on a phone."""
        for size in (DESKTOP, PHONE):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            where = f"{self.page.url} at {size['width']}"
            self.faults += [
                f"{where}: {fault}" for fault in axe_violations(self.page, self.left_out)
            ]
            wide = self.page.evaluate(_TOO_WIDE)
            if wide is not None:
                self.faults.append(f"{where}: scrolls sideways: {wide}")


def axe_violations(page: Page, left_out: list[str] | None = None) -> list[str]:
    """What axe-core finds wrong with the page, an element each."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text())
    present = [one for one in left_out or [] if page.locator(one).count()]
    return list(page.evaluate(_RUN, present))
