"""The database's own full-text index over the stemmed words."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ADD = "INSERT INTO cases_search(rowid, words) VALUES (new.id, new.words)"
REMOVE = "INSERT INTO cases_search(cases_search, rowid, words) VALUES ('delete', old.id, old.words)"
STATEMENTS = {
    "sqlite": [
        "CREATE VIRTUAL TABLE cases_search USING fts5(words, content='cases_searchtext', "
        "content_rowid='id', tokenize='unicode61 tokenchars ''-''', detail='none')",
        f"CREATE TRIGGER cases_search_added AFTER INSERT ON cases_searchtext BEGIN {ADD}; END",
        f"CREATE TRIGGER cases_search_removed AFTER DELETE ON cases_searchtext BEGIN {REMOVE}; END",
        "CREATE TRIGGER cases_search_changed AFTER UPDATE ON cases_searchtext "
        f"BEGIN {REMOVE}; {ADD}; END",
    ],
    "postgresql": [
        "CREATE INDEX cases_search ON cases_searchtext USING gin (to_tsvector('simple', words))"
    ],
}


def make_index(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in STATEMENTS[schema_editor.connection.vendor]:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [migrations.RunPython(make_index, migrations.RunPython.noop)]
