"""What the benches of pages make of what they measured."""

from django.template import Context, Engine

from devservices.bench import lighthouse, pages
from devservices.bench._hammer import Load, body_length, percentile


def measured(per_second: float, cpu: float = 1.0) -> pages.Round:
    one = pages.Round()
    for factor in (0.5, 1, 2):
        latencies = [0.001 * n for n in range(1, 101)]
        one.note(Load(100 / (per_second * factor), latencies), cpu)
    return one


def test_a_figure_is_the_median_of_the_rounds():
    assert measured(200, cpu=0.5).figures("home") == {
        "home_per_s": 200.0,
        "home_p50_ms": 51.0,
        "home_p99_ms": 100.0,
        "home_cpu_ms": 5.0,
    }


def test_ratios_are_to_the_plain_view_and_the_most_queries_count():
    shops = ("home", "category", "product", "search")
    found = {f"large_{name}": measured(400) for name in shops}
    found |= {"cold_product": measured(100), "plain": measured(800)}
    queries = {"small": {"home": 6, "cart": 7}, "large": {"home": 6, "cart": 8}}

    answer = pages.figures(found, queries)

    assert answer["home_to_plain_ratio"] == 0.5
    assert answer["cold_product_to_plain_ratio"] == 0.125
    assert answer["queries_max"] == 8
    assert answer["queries_differ"] == 1
    assert answer["large_cart_queries"] == 8


def test_the_plain_template_is_as_long_as_our_page():
    page = '<p style="a{b:c}">{{ x }}{% y %}</p>' * 200
    template = Engine().from_string(pages.plain_template(page))
    rendered = template.render(Context({"product": {"title": ""}}))
    assert len(rendered) == len(page)


def test_percentiles_and_lengths():
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile([1, 2], 0.99) == 2
    assert body_length(b"HTTP/1.1 200 OK\r\ncontent-length: 12\r\nX: y") == 12


def test_lighthouse_tells_the_lowest_median_of_each_category():
    def run(performance: float, rest: float = 100) -> lighthouse.Scores:
        return dict.fromkeys(lighthouse.CATEGORIES, rest) | {"performance": performance}

    found = {"base_home": [run(80), run(95), run(97)], "base_product": [run(99), run(98), run(91)]}
    answer = lighthouse.figures(found)

    assert answer["performance_min"] == 95
    assert answer["base_product_performance"] == 98
    assert answer["best_practices_min"] == 100


def test_lighthouse_names_what_costs_points():
    categories = {name: {"score": 1, "auditRefs": []} for name in lighthouse.CATEGORIES}
    categories["seo"]["auditRefs"] = [{"id": "title", "weight": 1}, {"id": "extra", "weight": 0}]
    audits = {"title": {"score": 0, "displayValue": "none"}, "extra": {"score": 0}}
    assert lighthouse.costs({"categories": categories, "audits": audits}) == ["seo: title 0 none"]
