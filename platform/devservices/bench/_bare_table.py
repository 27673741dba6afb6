"""The one row that the bare product page shows."""

import psycopg2

from ..stack import Stack

_TABLE = """
CREATE TABLE IF NOT EXISTS public.bare_product (id int PRIMARY KEY, slug text, title text, price text, body text);
INSERT INTO public.bare_product
VALUES (1, 'tee', 'Bench tee', '99.00', repeat('<p>A plain cotton tee.</p>', 5)) ON CONFLICT DO NOTHING
"""


def make_bare_table(stack: Stack) -> None:
    link = psycopg2.connect(stack.database_url)
    with link, link.cursor() as cursor:
        cursor.execute(_TABLE)
    link.close()
