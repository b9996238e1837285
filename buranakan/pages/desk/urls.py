"""Routes of the desk: officers, planners, executives. One module per noun under views/."""

from importlib import import_module

from django.urls import include, path

app_name = "desk"

# Each noun keeps its own routes beside its views; the order is the order of the chain.
NOUNS = [
    *("home", "brief", "first_day", "promises", "directives", "visits"),
    *("plan_calendar", "replanning"),
    *("plans", "needs", "plan_papers", "scenarios", "plan_difference", "plan_grid", "plan_files"),
    *("imports", "register", "passports"),
    *("calls", "rounds", "services"),
    *("money", "outcomes", "tags", "scorecards", "figures", "questions", "trail", "account"),
]

urlpatterns = [path("", include(import_module(f"buranakan.pages.desk.views.{noun}").urlpatterns)) for noun in NOUNS]
