"""Bodies of blocks, and texts for them in random styles."""

from random import Random
from typing import Any

from hypothesis import strategies as st

NAMES = st.sampled_from(["a", "bb", "long_name", "x-y", "größe", "true", "_"])
KEYS = NAMES | st.sampled_from(["a b", "", "${a}", "é\n", '"'])
STRINGS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0$%"), max_size=5)
EXPRESSIONS = ["var.a", 'b ? "c" : 1', '"d-${e}"', "[for f in g : f]"]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.sampled_from([0.5, -1.25, "${a}", "%{if}", "100%", "http://a", "# b"])
    | STRINGS
    | st.sampled_from([{"__expr__": text} for text in EXPRESSIONS])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
ATTRIBUTES = st.dictionaries(NAMES, VALUES, max_size=3)
BODIES = st.recursive(
    ATTRIBUTES,
    lambda inner: st.builds(
        lambda body, blocks: {**body, **{f"{name}_block": each for name, each in blocks.items()}},
        ATTRIBUTES,
        st.dictionaries(NAMES, st.lists(inner, min_size=1, max_size=2), max_size=2),
    ),
    max_leaves=4,
)
"""Names that end in `_block` are those of nested blocks."""

RANDOMS = st.randoms(use_true_random=False)


def written(body: dict[str, Any], random: Random) -> str:
    """A file with a block of this body between two others."""
    end = random.choice(["", "\n", "\n\n"])
    return f"# first\nother {{}}\n\n{_block('a', body, '', random)}\n\nother {{}} # last{end}"


def _block(head: str, body: dict[str, Any], indent: str, random: Random) -> str:
    if len(body) < 2 and not any(map(is_block, body)) and random.random() < 0.5:
        space = random.choice(["", " "])
        parts = [f"{name} = {_value(value, random)}" for name, value in body.items()]
        return f"{head} {{{space}{''.join(parts)}{space}}}"
    inside = indent + random.choice(["  ", "    ", "\t"])
    lines = [f"{head} {{{_comment(random)}"]
    for name, value in body.items():
        lines += random.choice([[], [""], [f"{inside}# above"]])
        for text in _entries(name, value, inside, random):
            lines.append(inside + text + _comment(random))
    return "\n".join([*lines, indent + "}"])


def _entries(name: str, value: Any, indent: str, random: Random) -> list[str]:
    if is_block(name):
        return [_block(name, body, indent, random) for body in value]
    equals = random.choice([" = ", "=", "   =\t"])
    return [name + equals + _value(value, random, indent)]


def is_block(name: str) -> bool:
    """Whether a name is that of nested blocks."""
    return name.endswith("_block")


def _value(value: Any, random: Random, indent: str | None = None) -> str:
    """A value; on several lines only if there is an indentation."""
    match value:
        case {"__expr__": str(text)}:
            return text
        case list():
            return _collection("[]", [_value(item, random) for item in value], random, indent)
        case dict():
            sign = random.choice([" = ", ": ", "="])
            parts = [_key(name, random) + sign + _value(value[name], random) for name in value]
            return _collection("{}", parts, random, indent)
        case str():
            return _quoted(value)
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[value]
    return str(value)


def _collection(brackets: str, parts: list[str], random: Random, indent: str | None) -> str:
    if indent is None or not parts or random.random() < 0.4:
        space, comma = random.choice(["", " "]), random.choice(["", ","]) if parts else ""
        return brackets[0] + space + ", ".join(parts) + comma + space + brackets[1]
    commas = [","] * (len(parts) - 1) + [random.choice(["", ","])]
    if brackets == "{}" and random.random() < 0.5:
        commas = [""] * len(parts)
    lines = [
        f"{indent}  {part}{comma}{_comment(random)}"
        for part, comma in zip(parts, commas, strict=True)
    ]
    return "\n".join([brackets[0] + _comment(random), *lines, indent + brackets[1]])


def _key(name: str, random: Random) -> str:
    bare = name.replace("-", "").isidentifier() and random.random() < 0.7
    return name if bare else _quoted(name)


def _quoted(text: str) -> str:
    for character, escape in [("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r")]:
        text = text.replace(character, escape)
    return '"' + text.replace("${", "$${").replace("%{", "%%{") + '"'


def _comment(random: Random) -> str:
    return random.choice(["", "", " # c", " // c", " /* c */"])
