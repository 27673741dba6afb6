"""./mall bench lighthouse: Lighthouse's phone profile on home and product of a shop in each theme.

Median of five runs of each page (--runs N). The package is in _lighthouse/ and is installed when this runs, because
nothing else needs it. --explain names the audits that cost points.
"""

import json
import os
import statistics
import subprocess
from pathlib import Path
from typing import Any

from ..layout import ROOT
from ..postgres import ServiceFailed
from ..progress import say, step
from ..stack import Stack
from ..toolchain import BROWSER, npm_ci, require_browser

FOLDER = Path(__file__).parent / "_lighthouse"
RUNS = 5
THEMES = ("base", "clothing")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-dev-shm-usage"
_A_PRODUCT = """
from django_tenants.utils import tenant_context
from storefront.catalog.models import Product
from tenants.directory.models import Tenant
with tenant_context(Tenant.objects.get(slug={slug!r})):
    print(Product.objects.filter(status="active").order_by("pk").first().slug)
"""
Scores = dict[str, float]


def main(stack: Stack, options: list[str]) -> dict[str, float]:
    runs = int(options[options.index("--runs") + 1]) if "--runs" in options else RUNS
    with step("Lighthouse and a browser"):
        require_browser()
        npm_ci(FOLDER)
    with step("A shop in each theme"):
        pages = {name: url for theme in THEMES for name, url in _open(stack, theme).items()}
    reports: dict[str, list[dict[str, Any]]] = {name: [] for name in pages}
    with step(f"{len(pages)} pages, {runs} runs"):
        for _ in range(runs):
            for name, url in pages.items():
                reports[name].append(_report(url))
    if "--explain" in options:
        _explain(reports)
    return figures({name: [scores(report) for report in found] for name, found in reports.items()})


def figures(found: dict[str, list[Scores]]) -> dict[str, float]:
    """Each page's medians, and of each category the lowest of all pages."""
    medians = {
        f"{page}_{category}": statistics.median(run[category] for run in runs)
        for page, runs in found.items()
        for category in CATEGORIES
    }
    lowest = {
        f"{category}_min": min(v for name, v in medians.items() if name.endswith(category))
        for category in CATEGORIES
    }
    return {name.replace("-", "_"): value for name, value in (lowest | medians).items()}


def scores(report: dict[str, Any]) -> Scores:
    """0 to 100 by category."""
    return {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}


def costs(report: dict[str, Any]) -> list[str]:
    """The audits with a weight that are not perfect, as text."""
    lines = []
    for name in CATEGORIES:
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and (audit["score"] or 0) < 1 and audit["score"] is not None:
                shown = audit.get("displayValue", "")
                lines.append(f"{name}: {part['id']} {audit['score']} {shown}")
    return lines


def _open(stack: Stack, theme: str) -> dict[str, str]:
    slug = f"light-{theme}"
    stack.manage_json(
        "open_shop", "--slug", slug, "--name", f"Light {theme}", "--owner", f"{slug}@example.com",
        "--look", theme, "--demo",
    )  # fmt: skip
    code = _A_PRODUCT.format(slug=slug)
    product = stack.manage("shell", "-v", "0", "-c", code).strip().splitlines()[-1]
    site = f"http://{slug}.shop.localhost:{stack.port}/en"
    return {f"{theme}_home": f"{site}/", f"{theme}_product": f"{site}/products/{product}/"}


def _report(url: str) -> dict[str, Any]:
    command = [
        str(FOLDER / "node_modules" / ".bin" / "lighthouse"), url, "--output=json", "--quiet",
        f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={FLAGS}",
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "CHROME_PATH": str(BROWSER)}, text=True,
        stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    if done.returncode:
        raise ServiceFailed(f"Lighthouse failed on {url}:\n{done.stderr[-1500:]}")
    return dict(json.loads(done.stdout))


def _explain(reports: dict[str, list[dict[str, Any]]]) -> None:
    for name, found in reports.items():
        for line in costs(found[-1]):
            say(f"  {name}: {line}")
