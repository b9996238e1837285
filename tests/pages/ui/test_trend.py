"""The way to a goal: where its lines lie, and the numbers it says beside them."""

from django.template import Context, Template

from buranakan.pages.ui.tags.trends import HEIGHT, TOP, WIDTH, ui_trend

POINTS = [
    {"label": "a", "planned": 50, "reached": 40, "forecast": (40, 40, 40), "is_due": False},
    {"label": "b", "planned": 100, "reached": None, "forecast": (60, 80, 90), "is_due": True},
]


def test_the_lines_begin_at_nothing_and_rise_to_the_highest():
    drawn = ui_trend(points=POINTS, caption="c", unit="คน", target=100)
    middle = round(HEIGHT - 40 * (HEIGHT - TOP) / 100)
    assert drawn["planned_line"] == f"0,{HEIGHT} {WIDTH // 2},206 {WIDTH},{TOP}"
    assert drawn["reached_line"] == f"0,{HEIGHT} {WIDTH // 2},{middle}"
    assert (drawn["target_height"], drawn["due_place"]) == (TOP, WIDTH)


def test_the_band_goes_along_its_lower_ends_and_back_along_the_upper_ones():
    band = ui_trend(points=POINTS, caption="c")["band"].split()
    assert [corner.split(",")[0] for corner in band] == ["500", "1000", "1000", "500"]
    heights = [int(corner.split(",")[1]) for corner in band]
    assert (heights[0] == heights[3], heights[1] > heights[2]) == (True, True)


def test_each_line_says_its_last_number():
    drawn = ui_trend(points=POINTS, caption="c", unit="คน", target=2180)
    said = [drawn[f"{name}_text"] for name in ("target", "planned", "reached", "forecast")]
    assert (said, drawn["unit"]) == (["2,180", "100", "40", "60–90"], "คน")


def test_what_is_not_known_is_not_drawn():
    bare = [point | {"reached": None, "forecast": None, "is_due": False} for point in POINTS]
    drawn = ui_trend(points=bare, caption="c")
    assert [drawn[name] for name in ("reached_line", "band", "target_height", "due_place")] == ["", "", None, None]
    text = Template('{% ui_trend points=points caption="c" %}').render(Context({"points": bare}))
    assert "trend-reached" not in text
    assert "trend-band" not in text


def test_of_many_months_only_some_are_named():
    years = [POINTS[0] | {"label": str(place)} for place in range(24)]
    labels = ui_trend(points=years, caption="c")["labels"]
    assert [label for label in labels if label] == [str(place) for place in range(0, 24, 3)]
