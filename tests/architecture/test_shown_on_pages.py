"""Whoever adds a table to the shop decides whether its public pages show it."""

from django.apps import apps

from tenants.freshness.registry import tables_shown, written_and_shown

OF_THE_SHOP = ("catalog", "inventory", "pricing", "profile", "customizer", "pages", "media")
NOT_ON_PAGES = {
    "catalog_bulkjob",
    "catalog_importjob",
    "catalog_importpicture",
    "catalog_importproblem",
    "catalog_searchdocument",  # written with its product
    "inventory_reservation",  # its stock item tells
    "inventory_stocksettings",
    "media_shoprendition",
}


def test_every_table_of_the_shops_pages_is_decided_on():
    tables = {
        model._meta.db_table
        for label in OF_THE_SHOP
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    }
    assert tables - tables_shown() - NOT_ON_PAGES == set()


def test_every_kind_of_write_is_noticed_and_no_read():
    for sql in (
        'INSERT INTO "catalog_product" ("slug") VALUES (%s)',
        'UPDATE "catalog_product" SET "slug" = %s',
        'DELETE FROM "catalog_product" WHERE "id" = %s',
        "  WITH x AS (SELECT 1) UPDATE catalog_product SET slug = 1",
        "insert into catalog_product select 1",
        "DELETE FROM ONLY catalog_product",
    ):
        assert written_and_shown(sql) == [False], sql
    assert written_and_shown('UPDATE "profile_shopprofile" SET "name" = %s') == [True]
    assert written_and_shown('INSERT INTO "inventory_stockitem" VALUES (1)') == [False]
    for sql in (
        'SELECT * FROM "catalog_product" FOR NO KEY UPDATE',
        "UPDATE inventory_stockitem AS stock SET on_hand = 1",
        'INSERT INTO "orders_order" ("id") VALUES (1)',
        "SAVEPOINT x",
    ):
        assert written_and_shown(sql) == [], sql
