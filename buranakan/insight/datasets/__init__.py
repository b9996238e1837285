"""The open data sets, by key."""

from buranakan.insight.datasets import services_by_province_and_project

DATASETS = {
    one.key: one
    for one in [
        services_by_province_and_project.DATASET,
    ]
}
