from django.db import migrations

# One statement asks many schemas. A schema that is missing or half dropped is skipped, and one whose
# tables are locked (being dropped or migrated) is left for the next round instead of being waited for.
CREATE = """
CREATE OR REPLACE FUNCTION public.schemas_with_due_events(names text[], at timestamptz)
RETURNS SETOF text LANGUAGE plpgsql SET lock_timeout = '100ms' AS $$
DECLARE
    name text;
    due boolean;
BEGIN
    FOREACH name IN ARRAY names LOOP
        BEGIN
            EXECUTE format(
                'SELECT EXISTS (SELECT 1 FROM %I.events_outboxevent'
                ' WHERE done_at IS NULL AND dead_at IS NULL AND next_try_at <= $1)', name
            ) INTO due USING at;
            IF due THEN
                RETURN NEXT name;
            END IF;
        EXCEPTION
            WHEN undefined_table OR invalid_schema_name OR lock_not_available THEN NULL;
        END;
    END LOOP;
END
$$
"""
DROP = "DROP FUNCTION public.schemas_with_due_events(text[], timestamptz)"


class Migration(migrations.Migration):
    operations = [migrations.RunSQL(CREATE, DROP)]
