"""Read a folder of sealed answers."""

from pathlib import Path

from pydantic import ValidationError

from schemas.seal import SEAL, Seal
from stages.common.errors import PipelineError
from stages.common.files import sha256_file


def read_seal(folder: Path) -> Seal:
    """What the folder says of itself.

    Raises PipelineError if there is nothing sealed, or if a file is not the one that was sealed.
    """
    path = folder / SEAL
    try:
        seal = Seal.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise PipelineError(
            "no sealed answers",
            where=str(folder),
            fix="dvc pull, or make them with: python -m stages.oracle seal",
        ) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise PipelineError(f"{place}: {first['msg']}", where=str(path)) from None
    for name, file in seal.files.items():
        if not (folder / name).is_file():
            raise PipelineError("is missing", where=str(folder / name), fix="dvc pull")
        if sha256_file(folder / name) != file.sha256:
            raise PipelineError(
                "is not the file that was sealed", where=str(folder / name), fix="dvc checkout"
            )
    return seal
