import pytest

from storefront.catalog import ports
from storefront.catalog.errors import FileUnreadable
from storefront.catalog.importing.services import import_chunk, read_job, start_import
from storefront.catalog.models import OptionWord, Product, Variant
from storefront.catalog.selectors import ListFilter, categories_tree, list_cards

from .files import csv_file, problems, run_import
from .goods import product, shirt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]

SHIRT = {
    "Handle": "linen-shirt",
    "Title": "亚麻衬衫",
    "Title [en]": "Linen shirt",
    "Body (HTML)": "<p>Cool.</p><script>x</script>",
    "Vendor": "Northwind",
    "Product Category": "Clothing > Shirts",
    "Tags": "summer, linen, summer",
    "Published": "TRUE",
    "Option1 Name": "颜色",
    "Option1 Value": "白",
    "Option1 Name [en]": "Colour",
    "Option1 Value [en]": "White",
    "Variant SKU": "LS-W",
    "Variant Grams": "210.4",
    "Variant Inventory Qty": "7",
    "Variant Price": "1,299.00",
    "Variant Compare At Price": "1499",
    "Variant Taxable": "TRUE",
    "Status": "active",
}
BLUE = {
    "Handle": "linen-shirt",
    "Option1 Value": "蓝",
    "Variant SKU": "LS-B",
    "Variant Price": "1399.00",
    "Variant Inventory Qty": "-2",
}


@pytest.fixture
def stock(monkeypatch) -> dict[int, int]:
    written: dict[int, int] = {}
    monkeypatch.setattr(ports, "stock_writer", written.update)
    return written


def by_sku() -> dict[str, Variant]:
    return {variant.sku: variant for variant in Variant.objects.filter(is_active=True)}


def test_a_product_comes_in_whole(stock):
    job = run_import(csv_file(SHIRT, BLUE))
    saved = Product.objects.get()
    assert (job.state, job.total, job.created, job.failed) == ("done", 1, 1, 0)
    assert (saved.slug, saved.title, saved.status) == ("linen-shirt", "亚麻衬衫", "active")
    assert saved.texts.get().title == "Linen shirt"
    assert (saved.body_html, saved.tags) == ("<p>Cool.</p>", ["summer", "linen"])
    white, blue = by_sku()["LS-W"], by_sku()["LS-B"]
    assert (white.price_minor, white.compare_at_minor, white.weight_grams) == (129900, 149900, 210)
    assert stock == {white.pk: 7, blue.pk: 0}
    top = categories_tree()[0]
    assert [node.name for node in top.walk()] == ["Clothing", "Shirts"]
    assert saved.categories.get().title == "Shirts"
    assert OptionWord.objects.get(word="白").text == "White"
    assert list_cards(ListFilter(query="衬衫")).total == 1


def test_running_it_again_updates_and_doubles_nothing(stock):
    run_import(csv_file(SHIRT, BLUE))
    ids = {sku: variant.pk for sku, variant in by_sku().items()}
    job = run_import(csv_file({**SHIRT, "Title": "新衬衫", "Variant Price": "5"}, BLUE))
    assert (job.created, job.updated) == (0, 1)
    assert Product.objects.get().title == "新衬衫"
    assert {sku: variant.pk for sku, variant in by_sku().items()} == ids
    assert by_sku()["LS-W"].price_minor == 500
    assert len(categories_tree()) == 1


def test_columns_the_file_does_not_have_stay_as_they_are(stock):
    run_import(csv_file(SHIRT, BLUE))
    run_import(
        csv_file(
            {"Handle": "linen-shirt", "Title": "", "Variant SKU": "LS-B", "Variant Price": "9"}
        )
    )
    saved = Product.objects.get()
    assert (saved.title, saved.vendor, saved.status) == ("亚麻衬衫", "Northwind", "active")
    assert [o["values"] for o in saved.options] == [["蓝", "白"]]
    assert (by_sku()["LS-W"].price_minor, by_sku()["LS-B"].price_minor) == (129900, 900)


def test_a_variant_is_known_by_its_sku_when_its_options_got_new_names(stock):
    run_import(csv_file(SHIRT, BLUE))
    white = by_sku()["LS-W"].pk
    run_import(csv_file({**SHIRT, "Option1 Value": "Snow"}, BLUE))
    assert by_sku()["LS-W"].pk == white
    assert by_sku()["LS-W"].option1 == "Snow"


def test_bad_rows_are_listed_and_lose_nothing_else():
    shop_made = product("Mine", slug="mine")
    data = csv_file(
        SHIRT,  # 2
        {**BLUE, "Variant Price": "12,30"},  # 3
        {**BLUE, "Option1 Value": "红", "Variant SKU": "LS-R"},  # 4
        {**BLUE, "Option1 Value": "红"},  # 5 the same as 4
        {**BLUE, "Option1 Value": ""},  # 6
        {**BLUE, "Option1 Value": "绿", "Variant Inventory Qty": "1e99999999999"},  # 7
        {"Handle": "", "Title": "", "Variant Price": "1"},  # 8
        {"Handle": "no-title", "Variant Price": "1"},  # 9
        {"Handle": "no-price", "Title": "No price"},  # 10
        {"Handle": "odd", "Title": "Odd", "Variant Price": "1", "Status": "sold"},  # 11
        {"Handle": "gift", "Title": "Gift", "Variant Price": "1", "Gift Card": "true"},  # 12
        {"Handle": "long", "Title": "x" * 256, "Variant Price": "1"},  # 13
        {"Handle": "minus", "Title": "Minus", "Variant Price": "-1"},  # 14
        {"Handle": "huge", "Title": "Huge", "Variant Price": "1e99"},  # 15
        {"Handle": "good", "Title": "Good", "Variant Price": "0"},  # 16
    )
    job = run_import(data)
    assert problems(job) == [
        (3, "not_an_amount"),
        (5, "same_options"),
        (6, "option_missing"),
        (7, "not_a_number"),
        (8, "no_handle"),
        (9, "no_title"),
        (10, "price_missing"),
        (11, "status_unknown"),
        (12, "gift_card"),
        (13, "too_long"),
        (14, "negative"),
        (15, "not_an_amount"),
    ]
    assert set(Product.objects.values_list("slug", flat=True)) == {"mine", "linen-shirt", "good"}
    assert set(by_sku()) >= {"LS-W", "LS-R"}
    assert (job.created, job.failed, job.state) == (2, 7, "done")
    assert Product.objects.get(pk=shop_made.pk).title == "Mine"
    assert job.problems.first().reason == "Variant Price “12,30” is not an amount."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_encodings(encoding):
    text = csv_file({"Handle": "", "Title": "真丝围巾", "Variant Price": "99"}).decode()
    run_import(text.encode(encoding))
    assert Product.objects.get().slug == "真丝围巾"


def test_semicolons_tabs_and_line_breaks_in_cells():
    run_import(b'Handle;Title;Variant Price;Body (HTML)\na;A;1;"<p>one\ntwo</p>"\n')
    run_import(b"Handle\tTitle\tVariant Price\nb\tB\t1\n")
    assert set(Product.objects.values_list("title", flat=True)) == {"A", "B"}


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n\x00\xff\xfe", b"a,b\n1,2\n", b"\xff\xfe\xff"]
)
def test_what_is_no_product_file_is_refused_at_once(data):
    import io

    with pytest.raises(FileUnreadable):
        start_import(io.BytesIO(data), filename="x.csv")


def test_a_product_without_options_as_shopify_writes_it():
    row = {
        "Handle": "hat",
        "Title": "Hat",
        "Option1 Name": "Title",
        "Option1 Value": "Default Title",
    }
    run_import(csv_file({**row, "Variant Price": "5"}))
    assert Product.objects.get().options == []


def test_stock_is_not_counted_where_the_file_does_not_track_it(stock):
    row = {"Handle": "hat", "Title": "Hat", "Variant Price": "5", "Variant Inventory Qty": "0"}
    run_import(csv_file({**row, "Variant Inventory Tracker": ""}))
    assert stock == {}


def test_rows_of_one_product_may_stand_apart():
    other = {"Handle": "hat", "Title": "Hat", "Variant Price": "5"}
    job = run_import(csv_file(SHIRT, other, BLUE))
    assert (job.total, job.failed) == (2, 0)
    assert Product.objects.get(slug="linen-shirt").variants.count() == 2


def test_other_axes_take_the_old_variants_off_sale():
    shirt("Shirt", ("Red", "S", 100), slug="linen-shirt")
    run_import(csv_file(SHIRT, BLUE))
    assert set(by_sku()) == {"LS-W", "LS-B"}


def test_a_killed_worker_s_job_goes_on_where_it_stopped():
    import io

    rows = [{"Handle": f"p{n}", "Title": f"P{n}", "Variant Price": "1"} for n in range(60)]
    job = start_import(io.BytesIO(csv_file(*rows)), filename="x.csv")
    assert import_chunk(job.pk, read_job(job))  # the worker dies here
    assert Product.objects.count() == 25
    while import_chunk(job.pk, read_job(job)):
        pass
    job.refresh_from_db()
    assert (job.created, job.updated, job.done) == (60, 0, 60)
    assert not import_chunk(job.pk, read_job(job))
