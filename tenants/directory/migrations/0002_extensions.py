"""Extensions live in a schema of their own, so dropping a shop can never drop one."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "CREATE SCHEMA IF NOT EXISTS extensions;"
            "CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA extensions;",
            migrations.RunSQL.noop,
        )
    ]
