from django.db import migrations


def _composite(side: str) -> migrations.RunSQL:
    """A transfer's side is an account of the transfer's own unit: units cannot mix."""
    name = f"transfer_{side}_in_its_unit"
    return migrations.RunSQL(
        f"ALTER TABLE ledger_transfer ADD CONSTRAINT {name}"
        f" FOREIGN KEY ({side}_id, unit) REFERENCES ledger_account (id, unit)",
        f"ALTER TABLE ledger_transfer DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        _composite("debit"),
        _composite("credit"),
        # Balances change all the time: room on the page keeps these updates out of the indexes.
        migrations.RunSQL(
            "ALTER TABLE ledger_account SET (fillfactor = 70)",
            "ALTER TABLE ledger_account RESET (fillfactor)",
        ),
    ]
