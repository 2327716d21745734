"""The value of a mapping: its entries in order, with what `<<` brings in.

As in go-yaml 2 a later entry wins, be it a key or a `<<`; in the list of one `<<` the earlier
mapping wins. Other parsers let keys win wherever they stand.
"""

from stages.configs.yaml.nodes import Entry, Mapping
from stages.configs.yaml.problem import Problem
from stages.configs.yaml.scalars import brief, key_name


def fill(mapping: Mapping) -> list[Problem]:
    """Set value and origin from the entries; what is wrong with them."""
    problems: list[Problem] = []
    for entry in mapping.entries:
        try:
            _merge(mapping, entry) if entry.merge else _enter(mapping, entry)
        except ValueError as error:
            problems.append(Problem("not-yaml", str(error), entry.start))
    return problems


def _enter(mapping: Mapping, entry: Entry) -> None:
    name = key_name(entry.key.value)
    if name in mapping.origin and not mapping.origin[name].merge:
        raise ValueError(f"duplicate key {brief(name)!r}")
    mapping.value[name], mapping.origin[name] = entry.node.value, entry


def _merge(mapping: Mapping, entry: Entry) -> None:
    brought = entry.node.value
    mappings = brought if isinstance(brought, list) else [brought]
    if not all(isinstance(each, dict) for each in mappings):
        raise ValueError("<< with something that is no mapping")
    for each in reversed(mappings):
        mapping.value.update(each)
        mapping.origin.update(dict.fromkeys(each, entry))
