"""What every table declares: which way its keys point, who may see its fields, what a merge does to it."""

from buranakan.records.classification import Class


def find_upward_keys(models, *, floors):
    """Foreign keys point down the floors; a string name hides them from the import contracts.

    `floors` are sets of app labels, the highest first.
    """
    level = {label: height for height, labels in enumerate(reversed(floors)) for label in labels}
    return [
        f"{model._meta.label}.{field.name} points up to {field.related_model._meta.label}"
        for model in models
        for field in _own_relations(model)
        if _is_upward(model._meta.app_label, field.related_model._meta.app_label, level=level)
    ]


def _is_upward(label, other, *, level):
    """Packages that are not ours stand below everything; siblings on one floor don't know each other."""
    if label == other or other not in level:
        return False
    return level[other] >= level[label]


def _own_relations(model):
    return [field for field in (*model._meta.fields, *model._meta.many_to_many) if field.is_relation]


def find_unclassified_fields(models):
    """Every stored field has one class, and every classified name is a field."""
    offenders = []
    for model in models:
        stored = {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}
        declared = getattr(model, "classified", None)
        classified = set(declared.by_field()) if declared else set()
        offenders += [f"{model._meta.label}.{name} has no class" for name in sorted(stored - classified)]
        offenders += [
            f"{model._meta.label}.{name} is classified and is no field" for name in sorted(classified - stored)
        ]
    return offenders


def find_open_personal_fields(models, *, words):
    """Fields whose name says that they hold something personal are not classified public or office."""
    return [
        f"{model._meta.label}.{name} is classified {kind.value}"
        for model in models
        if getattr(model, "classified", None)
        for name, kind in model.classified.by_field().items()
        if kind in {Class.PUBLIC, Class.OFFICE} and any(word in name for word in words)
    ]


def find_undecided_merges(models, *, merged, policies):
    """Every relation to a table whose rows can be merged says what a merge does to it, and says nothing else."""
    offenders = []
    for model in models:
        declared = getattr(model, "on_merge", {})
        relations = {field.name for field in _own_relations(model) if field.related_model in merged}
        offenders += [f"{model._meta.label}.{name} is undecided" for name in sorted(relations - set(declared))]
        offenders += [
            f"{model._meta.label}.{name} is decided and is no relation" for name in sorted(set(declared) - relations)
        ]
        offenders += [
            f"{model._meta.label}.{name} has no known policy"
            for name, policy in sorted(declared.items())
            if not (policy in policies or callable(policy))
        ]
    return offenders


def find_gaps_in_moves(tables):
    """Every state stands in its table, and moves go only to states. `tables` maps a name to (states, moves)."""
    offenders = []
    for name, (states, moves) in tables.items():
        offenders += [f"{name}: {state} is missing" for state in states if state not in moves]
        offenders += [f"{name}: {state} is no state" for state in moves if state not in states]
        offenders += [
            f"{name}: {state} moves to {target}, which is no state"
            for state, targets in moves.items()
            for target in targets
            if target not in states
        ]
    return offenders


def find_untripped_constraints(models, *, tests):
    """Every constraint has a test that trips it, by its name."""
    spoken = "\n".join(tests.values())
    return [
        f"{model._meta.label}: {constraint.name}"
        for model in models
        for constraint in model._meta.constraints
        if constraint.name not in spoken
    ]


def find_undescribed_columns(datasets):
    """Every column of open data says what it is. `datasets` maps a name to its columns."""
    return [
        f"{name}.{getattr(column, 'key', '?')} has no {said}"
        for name, columns in datasets.items()
        for column in columns
        for said in ["label", "description", "classification"]
        if not getattr(column, said, None)
    ]
