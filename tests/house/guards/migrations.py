"""Migrations: none missing, and in each app one after the other."""

from collections import Counter

from django.db.migrations.autodetector import MigrationAutodetector


def find_unmade_migrations(graph, *, before, after):
    """What `makemigrations` would write: `before` is what migrations make, `after` what the models say."""
    changes = MigrationAutodetector(before, after).changes(graph=graph)
    return [
        f"{label}: {operation.describe()}"
        for label, migrations in sorted(changes.items())
        for migration in migrations
        for operation in migration.operations
    ]


def find_forks(dependencies):
    """Migrations of an app follow one another. `dependencies` maps (app, name) to the (app, name)s it stands on."""
    followed = Counter(
        before for (app, _name), stands_on in dependencies.items() for before in stands_on if before[0] == app
    )
    firsts = Counter(
        app for (app, _name), stands_on in dependencies.items() if not any(before[0] == app for before in stands_on)
    )
    return [
        f"{app}: {name} is followed {count} times" for (app, name), count in sorted(followed.items()) if count > 1
    ] + [f"{app} begins {count} times" for app, count in sorted(firsts.items()) if count > 1]
