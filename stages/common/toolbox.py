"""Where the scanners live: <cache>/tools/<name>-<version>/bin/<name>."""

from pathlib import Path


def folder(cache_dir: Path, name: str, version: str) -> Path:
    """The folder of all that belongs to one version of a scanner."""
    return cache_dir / "tools" / f"{name}-{version}"


def program(cache_dir: Path, name: str, version: str) -> Path:
    """The program to run; `python -m stages.fetch_tools --ensure` sees to it that it is there."""
    return folder(cache_dir, name, version) / "bin" / name
