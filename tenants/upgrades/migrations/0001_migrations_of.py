from django.db import migrations

# One statement asks many schemas. A schema that is missing or without tables has no answer; one whose list is
# locked (being migrated) is left out after a moment instead of being waited for.
CREATE = """
CREATE OR REPLACE FUNCTION public.migrations_of(names text[])
RETURNS TABLE (name text, digest text) LANGUAGE plpgsql SET lock_timeout = '500ms' AS $$
BEGIN
    FOREACH name IN ARRAY names LOOP
        digest := NULL;
        BEGIN
            EXECUTE format(
                'SELECT md5(string_agg(app || ''.'' || name, '' '' ORDER BY app COLLATE "C", name COLLATE "C"))'
                ' FROM %I.django_migrations', name
            ) INTO digest;
        EXCEPTION
            WHEN undefined_table OR invalid_schema_name OR lock_not_available THEN NULL;
        END;
        RETURN NEXT;
    END LOOP;
END
$$
"""
DROP = "DROP FUNCTION public.migrations_of(text[])"


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(CREATE, DROP)]
