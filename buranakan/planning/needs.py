"""What is known of needs, by scope: surveys, the answers of provinces and their needs."""

from django.db.models import Count, Q, Sum

from buranakan.areas.models import Office, Responsibility
from buranakan.areas.queries import on_day
from buranakan.planning.enums import GRANTED, NeedState
from buranakan.planning.models import Need, NeedsAnswer, NeedsSurvey


def surveys(scope):
    """Every survey, of the newest programme first. That provinces are asked is no secret to any office."""
    return NeedsSurvey.objects.select_related("portfolio", "office")


def survey_of(scope, portfolio):
    """The survey of a programme, or None."""
    return surveys(scope).filter(portfolio=portfolio).first()


def survey_by_reference(scope, reference):
    """The survey with this reference, or None."""
    return surveys(scope).filter(reference=reference).first()


def answers(scope, survey):
    """Confirmed answers of every province: each office sees what others asked for and got. Unconfirmed ones are seen
    where the province is in reach. `asked` and `got` are people."""
    rows = NeedsAnswer.objects.filter(survey=survey).select_related("office", "province", "survey")
    own = scope.limit(NeedsAnswer.objects.all(), area="province_id").order_by().values("pk")
    standing = ~Q(needs__state=NeedState.WITHDRAWN)
    return (
        rows.filter(Q(confirmed_at__isnull=False) | Q(pk__in=own))
        .annotate(
            lines=Count("needs", filter=standing),
            asked=Sum("needs__people", filter=standing, default=0),
            got=Sum("needs__granted", filter=standing, default=0),
            undecided=Count("needs", filter=Q(needs__state=NeedState.PROPOSED)),
        )
        .order_by("province__sort_key")
    )


def answer_of(scope, survey, province):
    """What a province answers, where one may see it, or None."""
    return answers(scope, survey).filter(province=province).first()


def needs(scope, survey):
    """Standing needs of a survey, within the answers that one may see, by province."""
    rows = Need.objects.filter(answer__survey=survey).exclude(state=NeedState.WITHDRAWN)
    own = scope.limit(NeedsAnswer.objects.all(), area="province_id").order_by().values("pk")
    found = rows.filter(Q(answer__confirmed_at__isnull=False) | Q(answer__in=own))
    return found.select_related("answer__province", "answer__office", "activity__project").order_by(
        "answer__province__sort_key", "activity__project__number", "activity__code", "month", "is_whole_quarter"
    )


def accepted_needs(portfolio):
    """Needs that count for the plan of a programme, with everything a line names."""
    rows = Need.objects.filter(answer__survey__portfolio=portfolio, state__in=GRANTED)
    return rows.select_related("answer__province", "answer__office", "activity__project__portfolio").order_by(
        "activity__project__number", "activity__code", "month", "answer__province__sort_key"
    )


def confirmed_people(portfolio):
    """(province, activity id, state, people, granted) of what heads confirmed for a programme or its committee decided,
    for the whole country."""
    rows = Need.objects.filter(answer__survey__portfolio=portfolio).exclude(state=NeedState.WITHDRAWN)
    rows = rows.filter(Q(answer__confirmed_at__isnull=False) | ~Q(state=NeedState.PROPOSED)).order_by()
    keys = rows.values_list("answer__province_id", "activity_id", "state")
    return keys.annotate(asked=Sum("people"), got=Sum("granted", default=0))


def asked_provinces(*, on):
    """(province, office that speaks for it) of every province, in dictionary order: whom a survey asks."""
    held = Responsibility.objects.filter(on_day(on)).select_related("office", "province")
    found = {}
    for one in held.order_by("province__sort_key", "office__sort_order"):
        speaks = found.get(one.province_id)
        if speaks is None or (one.office.kind == Office.Kind.PROVINCIAL) > (speaks[1].kind == Office.Kind.PROVINCIAL):
            found[one.province_id] = (one.province, one.office)
    return list(found.values())
