"""The open data sets, by key."""

from buranakan.insight.datasets import plan_by_activity_province_month, services_by_province_and_project

DATASETS = {
    one.key: one
    for one in [
        services_by_province_and_project.DATASET,
        plan_by_activity_province_month.DATASET,
    ]
}
