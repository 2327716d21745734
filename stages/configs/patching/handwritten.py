"""Hand-written patches: <folder>/<source>/<name>.patch, each of one file of that source."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from stages.common.errors import PipelineError
from stages.configs.corpus import Config
from stages.configs.parsed import Unfixable
from stages.configs.patching.diff import unified_diff
from stages.configs.patching.patch import Patch, Prover, make_patch

_TARGET = re.compile(r"^\+\+\+ b/([^\t\n]+)", re.MULTILINE)


def require_known_sources(folder: Path, sources: Collection[str]) -> None:
    """Raise PipelineError if there is no such folder, or a subfolder is none of the sources."""
    if not folder.is_dir():
        raise PipelineError("no such folder", where=f"build_e2.patches: {folder.as_posix()}")
    for name in sorted({file.parent.name for _, file in _files(folder)} - set(sources)):
        raise PipelineError(
            f"no source {name!r}",
            where=(folder / name).as_posix(),
            fix="name the folder as its source in fetch.sources",
        )


def hand_written(
    folder: Path, configs: Mapping[str, Config], prover: Prover
) -> dict[str, Patch | str]:
    """For each patch file, by its path below `folder`, the proven patch or why it is refused.

    Only the patches of sources that `configs` come from.
    """
    places = {(config.origin.name, config.path): config for config in configs.values()}
    sources = {source for source, _ in places}
    patches = {
        name: _read(file, places)
        for name, file in _files(folder)
        if name.partition("/")[0] in sources
    }
    return dict(zip(patches, prover.prove(list(patches.values())), strict=True))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.glob("*/*.patch")):
        yield file.relative_to(folder).as_posix(), file


def _read(file: Path, places: Mapping[tuple[str, str], Config]) -> Patch | str:
    try:
        text = file.read_bytes().decode()
    except UnicodeDecodeError:
        return "not UTF-8"
    paths = _TARGET.findall(text)
    if len(paths) != 1:
        return f"is of {len(paths)} files, not of one"
    config = places.get((file.parent.name, paths[0]))
    if config is None:
        return f"no row is {paths[0]}"
    patch = make_patch(config, text)
    if isinstance(patch, str):
        return patch
    # Without what its author wrote above and beside it: published diffs are all of one form.
    try:
        return replace(patch, text=unified_diff(config.parsed.text, patch.after.text, config.path))
    except Unfixable as problem:
        return str(problem)
