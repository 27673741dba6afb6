from django.db import migrations

FILL = """
UPDATE orders_order AS o SET search_text = lower(concat_ws(E'\\n',
    o.number, nullif(o.name, ''), nullif(o.phone, ''), nullif(o.email, ''),
    nullif(o.address ->> 'name', ''), nullif(o.address ->> 'phone', ''),
    (SELECT string_agg(concat_ws(E'\\n', l.title, nullif(l.option_text, ''), nullif(l.sku, '')), E'\\n')
     FROM orders_orderline l WHERE l.order_id = o.id))) || E'\\n'
WHERE o.search_text = ''
"""


class Migration(migrations.Migration):
    """Orders from before are found as well."""

    dependencies = [("orders", "0003_search_and_notes")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
