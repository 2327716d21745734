from fractions import Fraction
from typing import Any

import pytest

from stages.configs.fixes.k8s.quantity import amount


@pytest.mark.parametrize(
    ("quantity", "number"),
    [
        ("100m", Fraction(1, 10)),
        (2, 2),
        (0.5, Fraction(1, 2)),
        (".5", Fraction(1, 2)),
        ("1.", 1),
        ("+1", 1),
        ("1k", 1000),
        ("1Ki", 1024),
        ("1.5Gi", 3 * 2**29),
        ("2E", 2 * 10**18),
        ("1n", Fraction(1, 10**9)),
    ],
)
def test_quantities(quantity: Any, number: Any) -> None:
    assert amount(quantity) == number


@pytest.mark.parametrize(
    "quantity", [None, True, "", "a", "1 Gi", "1KB", "1K", "-1", "1e3", "1" * 30, [], "1\n"]
)
def test_no_quantities(quantity: Any) -> None:
    assert amount(quantity) is None
