"""The committed sample configs, read as bytes, and the patches beside them."""

from pathlib import Path
from typing import Any

import yaml

from tests.data.sample_files import SAMPLES

KUBERNETES, TERRAFORM = SAMPLES / "kubernetes", SAMPLES / "terraform"
PATCHES = SAMPLES / "patches"
SOURCES = {"kubernetes-samples": KUBERNETES, "terraform-samples": TERRAFORM}

NOT_UTF8 = {"deploy/mailer.yaml", "azure/monitoring.tf"}
BINARY = "overlays/prod/secrets.yaml"
EMPTY = {"overlays/staging/kustomization.yaml", "gcp/outputs.tf"}
NOT_YAML = {"deploy/search-index.yaml", "charts/shop/templates/deployment.yaml"}
NO_MANIFEST = {"charts/shop/Chart.yaml", "charts/shop/values.yaml", "docker-compose.yaml"}


def files(*folders: Path) -> dict[str, bytes]:
    """Content by relative path, in order of the paths."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def is_yaml(name: str) -> bool:
    return name.endswith((".yaml", ".yml"))


def documents(name: str) -> list[Any]:
    """What PyYAML reads in a file of the Kubernetes samples."""
    return list(yaml.load_all((KUBERNETES / name).read_bytes(), yaml.CSafeLoader))
