"""A file from upload to undo: columns told, tried out without any change, run, mended, taken back."""

import csv
import io
import zipfile

import openpyxl
import pytest

from storefront.catalog.errors import FileUnreadable
from storefront.catalog.importing.mapping import IGNORED, OPTION, guess
from storefront.catalog.importing.problems import problem_text
from storefront.catalog.importing.services import keep_upload
from storefront.catalog.importing.tasks import import_products
from storefront.catalog.models import ImportJob, Product
from tests.storefront.purchase import placed

from .goods import product

pytestmark = pytest.mark.django_db

HEADINGS = ["商品名称", "颜色", "尺码", "售价", "库存", "货号", "备注"]
ROWS = [
    ["亚麻衬衫", "白", "M", "199.00", 5, "LS-M", "x"],
    ["亚麻衬衫", "白", "L", "219.00", 6, "LS-L", ""],
    ["羊毛围巾", "灰", "均码", "很贵", 1, "WS", ""],
]


def named(data: bytes, name: str) -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = name
    return file


def gbk_file(rows=ROWS) -> io.BytesIO:
    out = io.StringIO()
    csv.writer(out).writerows([HEADINGS, *rows])
    return named(out.getvalue().encode("gbk"), "goods.csv")


def xlsx_file(rows=ROWS) -> io.BytesIO:
    book = openpyxl.Workbook()
    for row in [HEADINGS, *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return named(out.getvalue(), "goods.xlsx")


def upload(client, file) -> ImportJob:
    answer = client.post("/products/imports/", {"file": file})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return ImportJob.objects.latest("pk")


def try_out(client, job: ImportJob, shop, **changed) -> ImportJob:
    page = client.get(f"/products/imports/{job.pk}/columns/")
    told = {name: field.initial for name, field in page.context["form"].fields.items()}
    told |= page.context["form"].initial | changed
    assert client.post(f"/products/imports/{job.pk}/columns/", told).status_code == 302
    import_products(shop.schema_name, job.pk)
    job.refresh_from_db()
    return job


def run(client, job: ImportJob, shop) -> ImportJob:
    client.post(f"/products/imports/{job.pk}/run/")
    import_products(shop.schema_name, job.pk)
    job.refresh_from_db()
    return job


def figures(job: ImportJob) -> tuple:
    return job.state, job.created, job.updated, job.unchanged, job.failed


@pytest.mark.parametrize("make", [gbk_file, xlsx_file])
def test_a_chinese_file_is_guessed_tried_out_and_run(owner_client, in_shop_a, make):
    job = try_out(owner_client, upload(owner_client, make()), in_shop_a)
    assert figures(job) == ("checked", 1, 0, 0, 1)
    assert not Product.objects.exists()  # nothing has happened yet
    assert [(p.line, p.code) for p in job.problems.all()] == [(4, "not_an_amount")]
    assert figures(run(owner_client, job, in_shop_a)) == ("done", 1, 0, 0, 1)
    shirt = Product.objects.get()
    assert [o["name"] for o in shirt.options] == ["颜色", "尺码"]
    assert list(shirt.variants.values_list("option2", "price_minor", "sku")) == [
        ("M", 19_900, "LS-M"),
        ("L", 21_900, "LS-L"),
    ]


def test_reasons_name_the_columns_of_the_persons_own_file(owner_client, in_shop_a):
    job = try_out(owner_client, upload(owner_client, gbk_file()), in_shop_a)
    assert [problem.reason for problem in job.problems.all()] == ["售价 “很贵” is not an amount."]


def test_reasons_say_in_our_words_what_the_file_has_no_column_for(owner_client, in_shop_a):
    file = io.BytesIO("商品名称,颜色\r\n衬衫,白\r\n".encode())
    job = try_out(owner_client, upload(owner_client, named(file.getvalue(), "a.csv")), in_shop_a)
    assert [problem.reason for problem in job.problems.all()] == ["Price is missing."]


def test_the_same_file_again_changes_nothing_and_says_so(owner_client, in_shop_a):
    good = ROWS[:2]
    run(
        owner_client,
        try_out(owner_client, upload(owner_client, gbk_file(good)), in_shop_a),
        in_shop_a,
    )
    before = Product.objects.get().updated_at
    job = try_out(owner_client, upload(owner_client, gbk_file(good)), in_shop_a)
    assert figures(job) == ("checked", 0, 0, 1, 0)
    assert figures(run(owner_client, job, in_shop_a)) == ("done", 0, 0, 1, 0)
    assert Product.objects.get().updated_at == before
    dearer = [[*good[0][:3], "205.00", *good[0][4:]], good[1]]
    job = try_out(owner_client, upload(owner_client, gbk_file(dearer)), in_shop_a)
    assert figures(job) == ("checked", 0, 1, 0, 0)


def test_rows_that_were_wrong_come_back_with_the_reason(owner_client, in_shop_a):
    job = run(
        owner_client, try_out(owner_client, upload(owner_client, gbk_file()), in_shop_a), in_shop_a
    )
    assert not job.file  # it may hold what things cost
    text = owner_client.get(f"/products/imports/{job.pk}/errors.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 2
    assert "很贵" in rows[1][0]
    assert rows[1][1:4] == ["羊毛围巾", "灰", "均码"]


def test_a_correction_is_remembered_for_the_next_file(owner_client, in_shop_a):
    job = upload(owner_client, gbk_file())
    try_out(owner_client, job, in_shop_a, column6="Tags")
    again = upload(owner_client, gbk_file())
    page = owner_client.get(f"/products/imports/{again.pk}/columns/")
    assert page.context["form"].initial["column6"] == "Tags"


def test_what_was_left_out_before_is_said_and_taken_in_again(owner_client, in_shop_a):
    first = owner_client.get(f"/products/imports/{upload(owner_client, gbk_file()).pk}/columns/")
    assert first.context["left_out"] == ""
    price, guessed = (
        first.context["form"]["column4"].label,
        first.context["form"].initial["column4"],
    )
    assert guessed != IGNORED
    try_out(
        owner_client, upload(owner_client, gbk_file()), in_shop_a, column4=IGNORED, column6="Tags"
    )
    path = f"/products/imports/{upload(owner_client, gbk_file()).pk}/columns/"
    page = owner_client.get(path)
    assert (page.context["left_out"], page.context["form"].initial["column4"]) == (price, IGNORED)
    assert f"Left out as in an earlier file: {price}." in page.content.decode()
    page = owner_client.get(f"{path}?all=1")
    assert (page.context["left_out"], page.context["form"].initial["column4"]) == ("", guessed)
    assert page.context["form"].initial["column6"] == "Tags"


def test_two_columns_cannot_mean_the_same_and_a_name_is_needed(owner_client, in_shop_a):
    job = upload(owner_client, gbk_file())
    columns = ["Title", OPTION, OPTION, "Variant Price", "Variant Price", "", ""]
    told = {f"column{place}": column for place, column in enumerate(columns)}
    assert owner_client.post(f"/products/imports/{job.pk}/columns/", told).status_code == 422
    told = dict.fromkeys(told, "") | {"column3": "Variant Price"}
    answer = owner_client.post(f"/products/imports/{job.pk}/columns/", told)
    assert "Say which column is the product" in answer.content.decode()
    job.refresh_from_db()
    assert job.state == "columns"


def test_undoing_takes_new_products_away_but_not_those_that_were_ordered(owner_client, in_shop_a):
    older = product("Older")
    rows = [["A", "白", "M", "1", 9, "A", ""], ["B", "白", "M", "1", 9, "B", ""]]
    job = run(
        owner_client,
        try_out(owner_client, upload(owner_client, gbk_file(rows)), in_shop_a),
        in_shop_a,
    )
    bought = Product.objects.get(title="A").variants.get()
    placed((bought, 1))
    owner_client.post(f"/products/imports/{job.pk}/undoing/")
    assert set(Product.objects.values_list("title", flat=True)) == {older.title, "A"}
    owner_client.post(f"/products/imports/{job.pk}/undoing/")
    assert Product.objects.count() == 2


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 160_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02",
        b"PK\x03\x04 not a workbook",
        b"\xd0\xcf\x11\xe0 an old one",
        b"a,b\n",
        b"\xff\xfe\x00",
        b"x," * 500 + b"\n1,2\n",
    ],
)
def test_what_is_no_table_is_refused_at_once(owner_client, in_shop_a, data):
    answer = owner_client.post("/products/imports/", {"file": named(data or b" ", "a.csv")})
    assert answer.status_code == 422
    assert not ImportJob.objects.exists()


def test_a_workbook_that_unpacks_to_too_much_is_refused(in_shop_a):
    with pytest.raises(FileUnreadable, match="too large"):
        keep_upload(io.BytesIO(bomb()), filename="bomb.xlsx")


def test_a_clerk_imports_nothing(clerk_client, owner_client, in_shop_a):
    job = upload(owner_client, gbk_file())
    clerk_client.post(f"/products/imports/{job.pk}/run/")
    assert clerk_client.get(f"/products/imports/{job.pk}/errors.csv").status_code != 200
    job.refresh_from_db()
    assert job.state == "columns"


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Variant SKU", "Variant SKU"),
        ("Title [en]", "Title [en]"),
        ("*售价", "Variant Price"),
        ("划线价", "Variant Compare At Price"),
        ("Stock", "Variant Inventory Qty"),
        ("库存数", "Variant Inventory Qty"),
        ("品牌货号", "Variant SKU"),
        ("照片", "Image Src"),
        ("Selling price", "Variant Price"),
        ("Colour", OPTION),
        ("whatever", IGNORED),
    ],
)
def test_headings_are_guessed(heading, column):
    assert guess([heading], {}) == [column]


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("ConnectError", "no connection to its server"),
        ("404", "it is not there any more"),
        ("503", "its server has a fault (503)"),
        ("unknown host", "there is no such server"),
    ],
)
def test_a_picture_that_cannot_be_fetched_has_a_reason_for_people(why, said):
    text = problem_text("picture_unreachable", {"url": "http://a/b.jpg", "why": why})
    assert text == f"The picture http://a/b.jpg cannot be fetched: {said}"
