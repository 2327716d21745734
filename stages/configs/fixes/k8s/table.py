"""The fixes by rule."""

from stages.configs.fixes.fix import Fixer
from stages.configs.fixes.k8s.accounts import keep_token, rename_account_field
from stages.configs.fixes.k8s.apparmor import confine_files
from stages.configs.fixes.k8s.capabilities import drop_all, remove_added
from stages.configs.fixes.k8s.environment import keep_last_variable
from stages.configs.fixes.k8s.images import pull_always
from stages.configs.fixes.k8s.network import (
    close_host_ports,
    close_node_ports,
    probe_own_pod,
    refuse_anonymous,
)
from stages.configs.fixes.k8s.policies import (
    allow_disruption,
    enforce_pod_security,
    forbid_privileged,
)
from stages.configs.fixes.k8s.privileges import (
    confine_system_calls,
    forbid_escalation,
    remove_selinux_options,
    remove_sysctls,
)
from stages.configs.fixes.k8s.resources import add_amount
from stages.configs.fixes.k8s.settings import pod_flag_off, secure_setting, wrong_setting
from stages.configs.fixes.k8s.users import USER, forbid_root, replace_root
from stages.configs.fixes.k8s.versions import update_version
from stages.configs.fixes.k8s.volumes import mount_read_only

FIXES: dict[str, Fixer] = {
    "added-capabilities": remove_added,
    "allow-privilege-escalation": forbid_escalation,
    "anonymous-binding": refuse_anonymous,
    "apparmor-unconfined": confine_files,
    "automount-service-account-token": keep_token,
    "cpu-limits": add_amount("limits", "cpu"),
    "cpu-requests": add_amount("requests", "cpu"),
    "deprecated-api-version": update_version,
    "drop-all-capabilities": drop_all,
    "host-ipc": pod_flag_off("hostIPC"),
    "host-network": pod_flag_off("hostNetwork"),
    "host-pid": pod_flag_off("hostPID"),
    "host-port": close_host_ports,
    "image-pull-policy": pull_always,
    "memory-limits": add_amount("limits", "memory"),
    "memory-requests": add_amount("requests", "memory"),
    "namespace-without-pod-security": enforce_pod_security,
    "node-port-service": close_node_ports,
    "privileged-container": wrong_setting(True, False, "privileged"),
    "probe-host": probe_own_pod,
    "read-only-root-filesystem": secure_setting(True, "readOnlyRootFilesystem"),
    "run-as-non-root": forbid_root,
    "run-as-root-group": wrong_setting(0, USER, "runAsGroup"),
    "run-as-root-user": replace_root,
    "seccomp-profile": confine_system_calls,
    "selinux-options": remove_selinux_options,
    "share-process-namespace": pod_flag_off("shareProcessNamespace"),
    "unmasked-proc-mount": wrong_setting("Unmasked", "Default", "procMount"),
    "unsafe-sysctls": remove_sysctls,
    "windows-host-process": wrong_setting(True, False, "windowsOptions", "hostProcess"),
    # Checks that only KubeLinter has, by its names.
    "deprecated-service-account-field": rename_account_field,
    "duplicate-env-var": keep_last_variable,
    "pdb-max-unavailable": allow_disruption,
    "scc-deny-privileged-container": forbid_privileged,
    "writable-host-mount": mount_read_only,
}
"""By rule id of the policies, which OPA and Semgrep share."""
