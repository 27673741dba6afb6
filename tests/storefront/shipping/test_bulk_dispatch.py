import csv
import io
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import tenant_context
from openpyxl import Workbook

from kernel.tenant_task import TenantTask
from storefront.aftersales.services import RefundWish, refund
from storefront.orders.models import Order
from storefront.orders.services import cancel_order, extend_payment_time
from storefront.payments.models import Payment
from storefront.shipping.dispatching.checking import checked_lines
from storefront.shipping.dispatching.reading import (
    NoOrderNumbers,
    NothingToRead,
    TooManyLines,
    given_lines,
    read_pasted,
)
from storefront.shipping.dispatching.services import draft_dispatch, send_next, start_dispatch
from storefront.shipping.models import DispatchJob, DispatchLine, Shipment
from storefront.shipping.services import ship_order
from storefront.shipping.tasks import send_parcels

from ..payments.test_payment_races import inside, together
from ..purchase import paid, placed, variant

rolls_back = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]


def draft(text: str, **more) -> DispatchJob:
    return draft_dispatch(read_pasted(text), by="The clerk", **more)


def paid_by_demo(order: Order) -> None:
    Payment.objects.create(
        order=order,
        provider="demo",
        amount_minor=order.payable_minor,
        currency=order.currency,
        state="paid",
        created_at=order.placed_at,
        paid_at=order.paid_at,
    )


def carry_out(job: DispatchJob) -> None:
    start_dispatch(job.pk)
    while send_next(job.pk):
        pass


def outcome(job: DispatchJob) -> list[tuple[str, str]]:
    return list(job.lines.values_list("state", "code"))


@pytest.mark.django_db
@pytest.mark.usefixtures("in_shop_a", "no_sources")
class TestAList:
    def test_says_what_would_happen_and_sends_nothing(self):
        order = paid((variant(stock=None), 1))
        job = draft(f"{order.number},SF,SF1234567890")
        assert outcome(job) == [("ready", "")]
        assert not Shipment.objects.exists()
        order.refresh_from_db()
        assert order.state == "paid"

    def test_every_bad_line_has_its_reason(self):
        shirt = variant(stock=None)
        good, sent, waiting, cancelled, refunding, twice = (
            paid((shirt, 1)),
            paid((shirt, 1)),
            placed((shirt, 1)),
            placed((shirt, 1)),
            paid((shirt, 2)),
            paid((shirt, 1)),
        )
        ship_order(sent.pk, carrier="SF", tracking_number="SF0000000001", by="x")
        cancel_order(cancelled.pk, by="x")
        paid_by_demo(refunding)
        refund(refunding.pk, RefundWish({refunding.lines.get().pk: 1}), by="x", key="r")
        job = draft(
            "\n".join(
                [
                    f"{good.number},顺丰,SF1111111111",
                    f"{sent.number},SF,SF2222222222",
                    f"{waiting.number},SF,SF3333333333",
                    f"{cancelled.number},SF,SF4444444444",
                    f"{refunding.number},SF,SF5555555555",
                    f"{twice.number},SF,SF1111111111",
                    f"{good.number},SF,SF6666666666",
                    f"{twice.number},SF,SF0000000001",
                    "261101-NOSUCH,SF,SF7777777777",
                    f"{twice.number},Owl Post,SF8888888888",
                    f"{twice.number},,SF8888888888",
                    f"{twice.number},SF,",
                    f"{twice.number},SF,?!",
                    f"{twice.number},SF,7.31235E+13",
                    ",SF,SF8888888888",
                    f"{twice.number},SF,SF8888888888,more",
                ]
            )
        )
        assert outcome(job) == [
            ("ready", ""),
            ("bad", "already_shipped"),
            ("bad", "not_paid"),
            ("bad", "cancelled"),
            ("bad", "refund_running"),
            ("bad", "tracking_number_twice"),
            ("bad", "order_twice"),
            ("bad", "tracking_number_taken"),
            ("bad", "unknown_number"),
            ("bad", "unknown_carrier"),
            ("bad", "no_carrier"),
            ("bad", "no_tracking_number"),
            ("bad", "bad_tracking_number"),
            ("bad", "shortened_number"),
            ("bad", "no_number"),
            ("bad", "too_many_cells"),
        ]
        reasons = [line.reason for line in job.lines.all()]
        assert reasons[5] == "This tracking number is in line 1 already."
        assert reasons[7] == f"Order {sent.number} has a parcel with this tracking number."

    def test_a_line_tells_all_that_is_wrong_with_it(self):
        order = placed((variant(stock=None), 1))
        job = draft(f"{order.number},Owl Post,?!")
        assert outcome(job) == [("bad", "unknown_carrier")]
        assert job.lines.get().reason == (
            "We do not know a carrier “Owl Post”. "
            "“?!” does not look like a tracking number. The order has not been paid."
        )

    def test_sends_the_good_lines_and_only_them(self):
        shirt = variant(stock=None)
        one, two = paid((shirt, 2)), paid((shirt, 1))
        job = draft(
            f"{one.number} zto 7312345678901\nX-1 zto 7312345678902\n{two.number} ems EA123456789CN"
        )
        carry_out(job)
        assert outcome(job) == [("sent", ""), ("bad", "unknown_number"), ("sent", "")]
        parcels = Shipment.objects.values_list("order__number", "carrier", "tracking_number")
        assert set(parcels) == {
            (one.number, "中通快递", "7312345678901"),
            (two.number, "EMS", "EA123456789CN"),
        }
        one.refresh_from_db()
        assert (one.state, one.moves.filter(verb="ship").get().by) == ("shipped", "The clerk")

    def test_running_or_giving_it_again_doubles_nothing(self):
        order = paid((variant(stock=None), 1))
        text = f"{order.number},SF,SF1234567890"
        job, same = draft(text), draft(text)
        carry_out(job)
        carry_out(job)
        carry_out(same)
        assert outcome(same) == [("bad", "already_shipped")]
        assert outcome(draft(text)) == [("bad", "already_shipped")]
        assert Shipment.objects.count() == 1

    def test_an_order_that_changed_meanwhile_is_left_out(self):
        order = placed((variant(stock=None), 1))
        extend_payment_time(order.pk, pay_by=None, on_delivery=True)
        job = draft(f"{order.number},SF,SF1234567890")
        cancel_order(order.pk, by="shopper")
        carry_out(job)
        assert outcome(job) == [("bad", "cancelled")]
        assert not Shipment.objects.exists()

    def test_what_is_paid_at_the_door_is_sent(self):
        order = placed((variant(stock=None), 1))
        extend_payment_time(order.pk, pay_by=None, on_delivery=True)
        job = draft(f"{order.number},SF,SF1234567890")
        carry_out(job)
        assert outcome(job) == [("sent", "")]

    def test_the_task_ends_the_list(self, in_shop_a):
        order = paid((variant(stock=None), 1))
        job = draft(f"{order.number},SF,SF1234567890")
        start_dispatch(job.pk)
        send_parcels.run(in_shop_a.schema_name, job.pk)
        job.refresh_from_db()
        assert (job.state, outcome(job)) == ("done", [("sent", "")])

    def test_a_long_list_needs_as_many_queries_as_a_short_one(self):
        shirt = variant(stock=None)
        orders = [paid((shirt, 1)) for _ in range(12)]
        lines = given_lines([[o.number, "SF", f"SF00000000{i:02}"] for i, o in enumerate(orders)])
        with CaptureQueriesContext(connection) as one:
            checked_lines(lines[:1])
        with CaptureQueriesContext(connection) as many:
            checked_lines(lines)
        assert len(many) == len(one) <= 5


@pytest.mark.parametrize(
    "text",
    [
        "A-1,SF,123456",
        "A-1\tSF\t123456",
        "A-1；SF；123456",
        "A-1，SF，123456",
        "  A-1   SF  123456 ",
        "\ufeffA-1,SF,123456\r\n\r\n",
        "订单号,快递公司,运单号\nA-1,SF,123456",
        "Tracking number,Order,Carrier\n123456,#a-1,SF",
        "'A-1,SF,'123456".replace("'A", "A").replace("'1", "1"),
    ],
)
def test_is_read_however_people_write_it(text):
    [line] = given_lines(read_pasted(text))
    assert (line.number, line.carrier, line.tracking_number) == ("A-1", "SF", "123456")


def test_a_carrier_for_all_lines_that_name_none():
    lines = given_lines(read_pasted("A-1,123456\nA-2,ZTO,123457"), carrier="顺丰速运")
    assert [line.carrier for line in lines] == ["顺丰速运", "ZTO"]
    assert [line.tracking_number for line in lines] == ["123456", "123457"]


def test_two_cells_are_order_and_tracking_number_when_no_carrier_is_said():
    first, second = given_lines(read_pasted("A1 SF1234567890\nA2 Owl"))
    assert (first.carrier, first.tracking_number) == ("", "SF1234567890")
    assert (second.carrier, second.tracking_number) == ("Owl", "")


def test_a_table_of_other_columns_is_refused_as_a_whole():
    rows = [["收件人", "地址", "电话"], ["李小雨", "浙江杭州", "13800138000"]]
    with pytest.raises(NoOrderNumbers, match="Name the columns in the first line"):
        given_lines(rows)


def test_too_much_and_nothing_are_refused():
    with pytest.raises(TooManyLines):
        given_lines([["A", "SF", "1"]] * 2001)
    with pytest.raises(NothingToRead):
        given_lines([["", ""], []])
    with pytest.raises(NothingToRead):
        given_lines([["order number", "carrier", "tracking number"]])


@pytest.mark.django_db
@pytest.mark.usefixtures("in_shop_a", "no_sources")
class TestThePages:
    def test_paste_look_confirm_take_the_result(self, clerk_client):
        order = paid((variant(stock=None), 1))
        text = f"{order.number},SF,SF1234567890\nX-1,SF,SF1234567891"
        answer = clerk_client.post("/orders/dispatch/", {"pasted": text})
        job = DispatchJob.objects.get()
        assert answer.url == f"/orders/dispatch/{job.pk}/"
        page = clerk_client.get(answer.url).content.decode()
        assert "1 parcel can be sent" in page
        assert "There is no order with this number." in page
        clerk_client.post(f"/orders/dispatch/{job.pk}/confirmation/")
        carry_out(job)
        result = clerk_client.get(f"/orders/dispatch/{job.pk}/result.csv")
        rows = list(csv.reader(io.StringIO(b"".join(result.streaming_content).decode("utf-8-sig"))))
        assert rows[1] == [order.number, "顺丰速运", "SF1234567890", "sent", ""]
        assert rows[2][3:] == ["left out", "There is no order with this number."]

    @pytest.mark.parametrize("kind", ["xlsx", "gb18030"])
    def test_a_file_is_read(self, clerk_client, kind):
        order = paid((variant(stock=None), 1))
        rows = [["订单号", "物流公司", "运单号"], [order.number, "中通", 7312345678901]]
        if kind == "xlsx":
            book, out = Workbook(), io.BytesIO()
            for row in rows:
                book.active.append(row)
            book.save(out)
            data = out.getvalue()
        else:
            data = "\r\n".join(",".join(map(str, row)) for row in rows).encode("gb18030")
        file = SimpleUploadedFile(f"list.{kind}", data)
        clerk_client.post("/orders/dispatch/", {"file": file})
        line = DispatchLine.objects.get()
        assert (line.carrier, line.tracking_number, line.state) == (
            "中通快递",
            "7312345678901",
            "ready",
        )

    @pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"\xff\xfe\x00", b"", b"\x00\x01\x02"])
    def test_a_broken_file_is_told_and_breaks_nothing(self, clerk_client, data):
        file = SimpleUploadedFile("list.xlsx", data)
        answer = clerk_client.post("/orders/dispatch/", {"file": file})
        assert answer.status_code in (302, 422)
        assert not Shipment.objects.exists()

    def test_ticked_orders_come_with_a_field_each(self, clerk_client):
        one, two = paid((variant(stock=None), 1)), paid((variant(stock=None), 1))
        page = clerk_client.get(f"/orders/dispatch/?number={one.number}&number={two.number}")
        assert page.content.decode().count('name="tracking"') == 2
        answer = clerk_client.post(
            "/orders/dispatch/",
            {"number": [one.number, two.number], "tracking": ["", "SF77777777"], "carrier": "EMS"},
        )
        assert answer.status_code == 302
        line = DispatchLine.objects.get()
        assert (line.number, line.carrier) == (two.number, "EMS")

    def test_the_template_names_what_waits_to_be_sent(self, clerk_client):
        order = paid((variant(stock=None), 1))
        answer = clerk_client.get("/orders/dispatch/template.csv")
        assert order.number in b"".join(answer.streaming_content).decode()
        assert clerk_client.get("/orders/dispatch/template.xlsx").status_code == 200

    def test_nothing_given_is_told(self, clerk_client):
        assert clerk_client.post("/orders/dispatch/", {}).status_code == 422
        assert not DispatchJob.objects.exists()


@pytest.mark.race
def test_many_workers_at_once_send_each_order_once(committed_db, shop_a):
    with mock.patch.object(TenantTask, "_enqueue", return_value=None):
        with tenant_context(shop_a):
            shirt = variant(stock=None)
            orders = [paid((shirt, 1)) for _ in range(6)]
            text = "\n".join(f"{o.number},SF,SF00000000{i:02}" for i, o in enumerate(orders))
            jobs = [draft(text), draft(text)]
            for job in jobs:
                start_dispatch(job.pk)

        def work(job_id: int) -> None:
            while send_next(job_id):
                pass

        answers = together([inside(shop_a, work, jobs[n % 2].pk) for n in range(6)])
        assert answers == [None] * 6
        with tenant_context(shop_a):
            assert Shipment.objects.count() == 6
            states = list(DispatchLine.objects.values_list("state", flat=True))
            assert (states.count("sent"), states.count("bad")) == (6, 6)


@pytest.mark.race
def test_a_parcel_sent_by_two_at_once_is_one(committed_db, shop_a):
    with mock.patch.object(TenantTask, "_enqueue", return_value=None):
        with tenant_context(shop_a):
            order = paid((variant(stock=None), 4))
            units = {order.lines.get().pk: 1}

        def send() -> Shipment:
            return ship_order(
                order.pk, carrier="SF", tracking_number="SF1234567890", by="x", units=units
            )

        answers = together([inside(shop_a, send)] * 4)
        assert sum(isinstance(answer, Shipment) for answer in answers) == 1
        with tenant_context(shop_a):
            assert order.lines.get().shipped_quantity == 1
