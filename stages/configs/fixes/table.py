"""All fixes, by language and rule."""

from collections.abc import Mapping

from schemas.e2 import Lang
from stages.configs.finding import Finding
from stages.configs.fixes.fix import Fixer
from stages.configs.fixes.k8s.table import FIXES as K8S
from stages.configs.fixes.terraform.table import FIXES as TERRAFORM
from stages.configs.scanners.kube_linter_checks import read_checks

FIXES: Mapping[Lang, Mapping[str, Fixer]] = {"k8s": K8S, "tf": TERRAFORM}


def fix_name(finding: Finding) -> str:
    """The rule whose fix mends a finding; for KubeLinter the rule that means the same."""
    if finding.tool != "kube-linter":
        return finding.rule_id
    check = read_checks().checks[finding.rule_id].of(finding.msg)
    return check.same_as or finding.rule_id
