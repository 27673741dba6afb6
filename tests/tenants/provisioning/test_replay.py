import re

import pytest
from django.db import connection, transaction

from tenants.provisioning.replay import dump_schema, replay, tidy
from tenants.provisioning.schemas import drop_schema, schema_exists
from tenants.provisioning.template import ready_template

NEW = "t_replayed00000001"


def without_casts(sql: str) -> str:
    """PostgreSQL writes the casts of an array of texts one by one the second time."""
    return re.sub(r"[()]|::(character varying|text)(\[\])?", "", sql)


def test_makes_an_equal_schema(committed_db):
    template = ready_template()
    with transaction.atomic():
        replay(template.sql, old_name=template.schema_name, new_name=NEW)
    again = dump_schema(NEW).replace(NEW, template.schema_name)
    assert without_casts(again) == without_casts(template.sql)


def test_refuses_to_work_outside_a_transaction(committed_db):
    template = ready_template()
    with pytest.raises(RuntimeError):
        replay(template.sql, old_name=template.schema_name, new_name=NEW)
    assert not schema_exists(NEW)


@pytest.mark.parametrize("name", ["public", "t_x; drop schema public", "T_ABCDEFGH", "alpha"])
def test_refuses_a_name_that_is_not_generated(shop_a, name):
    with pytest.raises(ValueError, match="not a shop's schema"):
        replay("", old_name="t_template", new_name=name)


def test_leaves_the_search_path_alone(shop_a):
    template = ready_template()
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        before = cursor.fetchone()
        replay(template.sql, old_name=template.schema_name, new_name=NEW)
        cursor.execute("SHOW search_path")
        assert cursor.fetchone() == before


def test_keeps_texts_that_look_like_what_it_drops():
    text = "SET lock_timeout = 0;\n-- note\nINSERT INTO t VALUES ('it''s\n-- kept\nSET a;\n');\n"
    assert tidy(text) == "INSERT INTO t VALUES ('it''s\n-- kept\nSET a;\n');\n"


def test_drops_a_schema_in_small_transactions(committed_db):
    template = ready_template()
    with transaction.atomic():
        replay(template.sql, old_name=template.schema_name, new_name=NEW)
    drop_schema(NEW)
    assert not schema_exists(NEW)
    drop_schema(NEW)  # again, as after a crash
