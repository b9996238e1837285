"""A counter where values are recorded: an enterprise, its indicators, a framework whose pillars they speak of."""

import datetime as dt
from dataclasses import dataclass

from buranakan.outcomes import actions
from buranakan.outcomes.enums import EvidenceLevel, Method, Stage
from buranakan.outcomes.models import Indicator
from buranakan.registry import actions as registry
from tests.factories.outcomes import AskingTimeFactory, IndicatorFactory, IndicatorPillarFactory, MeasurementFactory
from tests.factories.policy import FrameworkFactory
from tests.factories.registry import EnterpriseFactory
from tests.pages.desk.counter import NOW, Counter

REASON = "อ่านตัวเลขผิดช่อง ต้องบันทึกใหม่"


@dataclass
class OutcomeDesk:
    """Where the tests of these pages stand."""

    counter: Counter
    enterprise: object
    owner: object
    sales: Indicator
    income: Indicator
    pillar: object

    @classmethod
    def opened(cls):
        counter = Counter.opened()
        enterprise, owner = counter.enterprise(), counter.person(phone="0812345678")
        registry.link_part(owner, enterprise, part="owner", by=None, at=NOW)
        AskingTimeFactory()
        AskingTimeFactory(later=True)
        framework = FrameworkFactory(code="mind-test", name_th="กรอบทดสอบ", valid_from=dt.date(2022, 12, 2))
        pillar = framework.pillars.create(code="business", order=1)
        pillar.wordings.create(valid_from=framework.valid_from, name_th="ธุรกิจ", name_en="Business", source="test")
        sales = IndicatorFactory(code="sales", name_th="ยอดขายต่อเดือน", order=1)
        IndicatorPillarFactory(indicator=sales, pillar=pillar)
        income = IndicatorFactory(code="income", of_person=True, order=2)
        return cls(counter, enterprise, owner, sales, income, pillar)

    @property
    def client(self):
        return self.counter.client

    @property
    def acting(self):
        return {"by": self.counter.officer, "at": NOW}

    def recorded(self, **changes):
        """A value of the enterprise by the counter's own officer."""
        given = {
            "enterprise": self.enterprise,
            "stage": Stage.BASELINE,
            "value_hundredths": 20_000_00,
            "measured_on": dt.date(2025, 1, 15),
            "method": Method.MEASURED,
            "evidence_level": EvidenceLevel.CLAIMED,
            "office": self.counter.office,
        }
        return actions.record_measurement(changes.pop("indicator", self.sales), **(given | self.acting | changes))

    def changed(self, before, after, *, province=None, **said):
        """Another enterprise's values before and after."""
        enterprise = EnterpriseFactory(province=province or self.counter.province)
        said |= {"indicator": self.sales, "enterprise": enterprise}
        MeasurementFactory(value_hundredths=before, **said)
        MeasurementFactory(value_hundredths=after, follow_up=True, **said)
        return enterprise
