"""The command line that all stage scripts share."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from stages.common.errors import PipelineError


def parser(doc: str) -> argparse.ArgumentParser:
    """A parser with the options of every stage; `doc` is the script's docstring."""
    made = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--params", type=Path, default=Path("params.yaml"), help="parameter file")
    made.add_argument("--debug", action="store_true", help="show the traceback of an error")
    return made


def run(stage: Callable[[argparse.Namespace], None], made: argparse.ArgumentParser) -> None:
    """Run a stage; an error becomes one line on standard error and exit code 1."""
    args = made.parse_args()
    try:
        stage(args)
    except PipelineError as error:
        if args.debug:
            raise
        sys.exit(f"error: {error}")
    except OSError as error:
        if args.debug:
            raise
        place = f"{error.filename}: " if error.filename else ""
        sys.exit(f"error: {place}{error.strerror or error}")
    except KeyboardInterrupt:
        sys.exit("error: interrupted; run it again to go on")
