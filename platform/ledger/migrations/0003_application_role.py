"""The application's database role: it may read and write every table, but never change what was posted.

Runs in every schema. Tables that are made later get their rights by default privileges, and a schema made by
replay gets its refusals from `ledger.rights`.
"""

from django.db import migrations

from ledger.rights import APPLICATION_ROLE, refuse_changes

_ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{APPLICATION_ROLE}') THEN
        CREATE ROLE {APPLICATION_ROLE} NOLOGIN;
    END IF;
    IF NOT pg_has_role(current_user, '{APPLICATION_ROLE}', 'MEMBER') THEN
        GRANT {APPLICATION_ROLE} TO CURRENT_USER;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL; -- somebody else's migration was quicker
    WHEN insufficient_privilege THEN RAISE EXCEPTION USING MESSAGE =
        'The database user may not make roles. Let an administrator run once: CREATE ROLE {APPLICATION_ROLE}'
        || ' NOLOGIN; GRANT {APPLICATION_ROLE} TO ' || quote_ident(current_user);
END $$;
"""
_RIGHTS = f"""
DO $$ DECLARE here text := quote_ident(current_schema()); BEGIN
    EXECUTE 'GRANT USAGE ON SCHEMA ' || here || ' TO {APPLICATION_ROLE}';
    EXECUTE 'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ' || here || ' TO {APPLICATION_ROLE}';
    EXECUTE 'GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA ' || here || ' TO {APPLICATION_ROLE}';
    IF EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'extensions') THEN
        GRANT USAGE ON SCHEMA extensions TO {APPLICATION_ROLE};
    END IF;
END $$;
"""
_BY_DEFAULT = f"""
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO {APPLICATION_ROLE};
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APPLICATION_ROLE};
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_composite_keys")]

    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (_ROLE, _RIGHTS, _BY_DEFAULT, refuse_changes())
    ]
