"""How long labelling takes, beside the three scanners run bare and beside a process a file.

    python -m benchmarks.scan --k8s ../examples ../microservices-demo --tf ../terraform-aws-vpc
    python -m benchmarks.scan --k8s ... --tf ... --singly 0      without the slow comparison

Needs the scanners (`python -m stages.fetch_tools`). Compared are, over the distinct config files
of the folders:

    ours    what build-e2 does: parse, scan with all tools in parallel shares, locate findings
    bare    KubeLinter, OPA and Semgrep as one types them, once each over the folder of a language
    singly  a process a file and tool, as the earlier system does, on some of the files
"""

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from schemas.e2 import LANGS, Lang, config_hash
from stages.common.files import dumps
from stages.configs.corpus import PARSERS, SUFFIXES
from stages.configs.equipment import equipped
from stages.configs.parsed import Parsed, Unusable
from stages.configs.text import decode

PARAMS = Path("params.yaml")
POLICIES = Path("stages/configs/policies").absolute()
NAMES: dict[Lang, str] = {"k8s": "k8s", "tf": "terraform"}
ENDINGS: dict[Lang, str] = {"k8s": "yaml", "tf": "tf"}
QUIET = os.environ | {"SEMGREP_ENABLE_VERSION_CHECK": "0", "SEMGREP_SEND_METRICS": "off"}


def main() -> None:
    """Print times and ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--k8s", type=Path, nargs="*", default=[], help="folders of manifests")
    parser.add_argument("--tf", type=Path, nargs="*", default=[], help="folders of Terraform files")
    parser.add_argument("--repeat", type=int, default=3, help="the best of so many runs counts")
    parser.add_argument("--singly", type=int, default=100, help="files for the earlier way")
    args = parser.parse_args()
    files = {"k8s": texts("k8s", args.k8s), "tf": texts("tf", args.tf)}
    with tempfile.TemporaryDirectory() as folder:
        compare(files, Path(folder), args.repeat, args.singly)


def texts(lang: Lang, folders: Iterable[Path]) -> dict[str, str]:
    """Distinct config files by key."""
    found = {}
    for path in sorted(file for folder in folders for file in folder.rglob("*")):
        if path.suffix in SUFFIXES[lang] and path.is_file():
            try:
                text = decode(path.read_bytes())
                PARSERS[lang](text)
            except Unusable:
                continue
            found[config_hash(text)] = text
    return found


def compare(files: dict[Lang, dict[str, str]], folder: Path, repeat: int, singly: int) -> None:
    """Run all three ways on the same files."""
    stage(files, folder)
    count = sum(map(len, files.values()))
    print(f"{count} files ({', '.join(f'{len(files[lang])} {lang}' for lang in LANGS)})")
    ways: dict[str, Callable[[], float]] = {
        "ours": lambda: timed(lambda: label(files)),
        "bare": lambda: sum(run(command, folder / lang) for lang, command in bare(files)),
    }
    best: dict[str, float] = {}
    for _ in range(repeat):  # in turns, so that a slow minute of the machine hits both
        for name, way in ways.items():
            best[name] = min(best.get(name, float("inf")), way())
            print(f"  {name:6} {best[name]:7.2f} s", flush=True)
    print(f"  ours / bare = {best['ours'] / best['bare']:.2f}")
    if singly:
        few = sorted(singles(files))[:: max(1, count // singly)][:singly]
        seconds = sum(run(command, folder) for key in few for command in one(key))
        each, ours = seconds / len(few), best["ours"] / count
        print(f"  singly {each:7.3f} s a file ({len(few)} files); ours {ours:.4f} s a file")
        print(f"  singly / ours = {each / ours:.0f}")


def stage(files: dict[Lang, dict[str, str]], folder: Path) -> None:
    """Write each file to <lang>/in/<key>.*, and its value to <lang>/json/<key>.json."""
    for lang, some in files.items():
        for key, text in some.items():
            path = folder / lang / "in" / key / f"main.{ENDINGS[lang]}"
            value = folder / lang / "json" / f"{key}.json"
            path.parent.mkdir(parents=True)
            value.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            value.write_text(dumps(PARSERS[lang](text).value))


def label(files: dict[Lang, dict[str, str]]) -> None:
    """Parse and scan, as build-e2 does."""
    parsed: dict[str, Parsed] = {
        key: PARSERS[lang](text) for lang, some in files.items() for key, text in some.items()
    }
    equipped(PARAMS, replay=False).scan(parsed)


def bare(files: dict[Lang, dict[str, str]]) -> Iterator[tuple[Lang, list[str]]]:
    """One command a tool and language, run beside the folders in/ and json/."""
    for lang in (lang for lang in LANGS if files[lang]):
        yield lang, opa(lang, "exec", "--bundle", str(rego(lang)), "json")
        yield lang, semgrep(lang, "in")
    if files["k8s"]:
        yield "k8s", kube_linter("in")


def singles(files: dict[Lang, dict[str, str]]) -> Iterator[tuple[Lang, str]]:
    """All files."""
    return ((lang, key) for lang, some in files.items() for key in some)


def one(file: tuple[Lang, str]) -> Iterator[list[str]]:
    """The commands for one file."""
    lang, key = file
    path = f"{lang}/in/{key}/main.{ENDINGS[lang]}"
    yield opa(lang, "exec", "--bundle", str(rego(lang)), f"{lang}/json/{key}.json")
    yield semgrep(lang, path)
    if lang == "k8s":
        yield kube_linter(path)


def rego(lang: Lang) -> Path:
    """The Rego policies of a language."""
    return POLICIES / "rego" / NAMES[lang]


def opa(lang: Lang, *arguments: str) -> list[str]:
    """A command."""
    return [tool("opa"), *arguments[:1], "--decision", f"e2/{NAMES[lang]}/findings", *arguments[1:]]


def semgrep(lang: Lang, path: str) -> list[str]:
    """A command."""
    quiet = ["--metrics=off", "--disable-version-check", "--no-git-ignore", "--quiet", "--json"]
    return [
        tool("semgrep"),
        "scan",
        *quiet,
        "--config",
        str(POLICIES / "semgrep" / NAMES[lang]),
        path,
    ]


def kube_linter(path: str) -> list[str]:
    """A command."""
    return [tool("kube-linter"), "lint", "--format", "json", path]


def tool(name: str) -> str:
    """The program that the pipeline uses."""
    return str(next(Path(".cache/tools").glob(f"{name}-*/bin/{name}")).absolute())


def run(command: list[str], folder: Path) -> float:
    """Seconds of a command; its findings make it exit with 1."""

    def call() -> None:
        done = subprocess.run(command, cwd=folder, env=QUIET, capture_output=True)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{command}: {done.stderr.decode()[-500:]}")

    return timed(call)


def timed(call: Callable[[], object]) -> float:
    """Seconds of a call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
