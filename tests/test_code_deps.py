"""The code that dvc.yaml declares for a stage is the code that the stage imports."""

import ast
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
STAGES: dict[str, Any] = YAML(typ="safe").load((ROOT / "dvc.yaml").read_text())["stages"]
SURFACE = ROOT / "stages/traces/__init__.py"
"""What users import; it imports nothing by itself, see tests/stages/traces/test_surface.py."""

FAMILIES = ("e1", "e2", "sid")


def module_file(name: str) -> Path | None:
    """The file of one of our modules; None for a package or another's module."""
    path = ROOT.joinpath(*name.split(".")).with_suffix(".py")
    return path if path.exists() else None


def imported(path: Path, families: tuple[str, ...]) -> set[Path]:
    """Our modules that a file imports, anywhere in it, when it is run for these families."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "importlib.import_module":
            names |= {by_family(node.args[0], family) for family in families}
    return {file for name in names if (file := module_file(name))}


def by_family(name: ast.expr, family: str) -> str:
    """The module that an f-string names, with the family in its one placeholder."""
    assert isinstance(name, ast.JoinedStr), ast.unparse(name)
    parts = (part.value if isinstance(part, ast.Constant) else family for part in name.values)
    return "".join(map(str, parts))


def closure(paths: set[Path], families: tuple[str, ...]) -> set[Path]:
    """Files and all of ours that they import, directly or not."""
    found: set[Path] = set()
    while paths:
        found |= paths
        paths = {file for path in paths for file in imported(path, families)} - found
    return found


def scripts(stage: dict[str, Any]) -> set[Path]:
    """The scripts of a stage that decide its outputs."""
    commands = [command for command in stage["cmd"] if "--ensure" not in command.split()]
    modules = {command.split()[2] for command in commands} - {"schemas.params"}
    return {file for name in modules if (file := module_file(name))}


def declared(stage: dict[str, Any]) -> set[Path]:
    """The Python files among the deps; a folder stands for those in it."""
    found: set[Path] = set()
    for dep in stage["deps"]:
        path = ROOT / dep
        if dep.startswith(("stages/", "schemas/")):
            found |= {path} if path.suffix == ".py" else set(path.rglob("*.py"))
    return {path for path in found if path.name != "__init__.py"}


def instances(name: str) -> list[tuple[dict[str, Any], tuple[str, ...]]]:
    """A stage and the families it is for: a matrix once a family, its templates filled in."""
    stage = STAGES[name]
    if "matrix" not in stage:
        return [(stage.get("do", stage), FAMILIES)]
    return [(fill(stage, family), (family,)) for family in stage["matrix"]["family"]]


def fill(stage: dict[str, Any], family: str) -> dict[str, Any]:
    """A matrix stage for one family."""
    deps = [dep.replace("${item.family}", family) for dep in stage["deps"]]
    return {"cmd": stage["cmd"], "deps": deps}


@pytest.mark.parametrize("name", STAGES)
def test_declared_code_is_imported_code(name: str) -> None:
    for stage, families in instances(name):
        code = closure(scripts(stage), families)
        real = {path for path in code if path.name != "__init__.py"}
        show = sorted(str(path.relative_to(ROOT)) for path in real)
        assert sorted(str(path.relative_to(ROOT)) for path in declared(stage)) == show


def test_packages_hold_no_code() -> None:
    for package in ("stages", "schemas"):
        for path in (ROOT / package).rglob("__init__.py"):
            body = ast.parse(path.read_text()).body
            assert path == SURFACE or all(isinstance(node, ast.Expr) for node in body), path


def test_rooms_import_no_other_room() -> None:
    rooms = [path.parent for path in (ROOT / "stages").glob("*/__init__.py")]
    for room in rooms:
        allowed = {room, ROOT / "stages/common"}
        for path in room.rglob("*.py"):
            for file in imported(path, FAMILIES):
                inside = any(file.is_relative_to(place) for place in allowed)
                assert inside or file.is_relative_to(ROOT / "schemas"), (path, file)


def leaves(model: Any, prefix: str = "") -> set[str]:
    """Parameter names of a section's model."""
    found: set[str] = set()
    for name, field in model.model_fields.items():
        kind = field.annotation
        key = f"{prefix}{name}"
        found |= leaves(kind, f"{key}.") if hasattr(kind, "model_fields") else {key}
    return found


@pytest.mark.parametrize("name", ["sample", "build_ood", "build_e2", "generate_traces"])
def test_stages_track_each_parameter_of_their_section(name: str) -> None:
    from schemas.params import Params

    model = Params.model_fields[name].annotation
    tracked = set(STAGES[name.replace("_", "-")]["params"])
    assert {f"{name}.{leaf}" for leaf in leaves(model)} <= tracked


def test_no_stage_tracks_how_it_is_run() -> None:
    for name in STAGES:
        for stage in (STAGES[name].get("do", STAGES[name]),):
            assert not [key for key in stage["params"] if key.startswith("runtime")], name
