"""The fixes by rule."""

from stages.configs.fixes.fix import Fixer
from stages.configs.fixes.terraform.aws import (
    close_default_group,
    close_endpoint,
    keep_final_snapshot,
    log_audit,
    log_traffic,
)
from stages.configs.fixes.terraform.files import narrow_permission
from stages.configs.fixes.terraform.removal import without_block, without_default, without_world
from stages.configs.fixes.terraform.secrets import move_to_variable
from stages.configs.fixes.terraform.settings import all_on, put, put_named, turn_default
from stages.configs.fixes.terraform.texts import stay_below_next_major, use_https, use_tls_1_2

_VERIFICATION = {
    **dict.fromkeys(("insecure", "insecure_skip_verify", "insecure_skip_tls_verify"), False),
    **dict.fromkeys(("insecure_tls", "tls_insecure", "tls_skip_verify"), False),
    **dict.fromkeys(("skip_tls_verify", "skip_ssl_validation"), False),
    **dict.fromkeys(("ssl_verify", "verify_ssl", "tls_verify", "verify_tls"), True),
    "validate_certs": True,
}
"""Whether providers look at certificates, as they call it."""

FIXES: dict[str, Fixer] = {
    "aks-rbac": put_named({"role_based_access_control_enabled": True, "enabled": True}),
    "azure-app-http": put(True, "https_only"),
    "azure-database-public": put_named({"public_network_access_enabled": False}),
    "azure-storage-http": put_named(
        {"https_traffic_only_enabled": True, "enable_https_traffic_only": True}
    ),
    "azure-storage-network": put("Deny", "default_action"),
    "azure-storage-public": put_named(
        {
            "allow_nested_items_to_be_public": False,
            "allow_blob_public_access": False,
            "container_access_type": "private",
        }
    ),
    "azure-weak-tls": use_tls_1_2,
    "backend-unencrypted": put(True, "encrypt"),
    "cloudfront-viewer-http": put("redirect-to-https", "viewer_protocol_policy"),
    "cloudtrail-log-validation": put(True, "enable_log_file_validation"),
    "cloudtrail-multi-region": put(True, "is_multi_region_trail"),
    "database-public": put(False, "publicly_accessible"),
    "database-unencrypted": put_named(
        {"storage_encrypted": True, "encrypted": True}, "storage_encrypted"
    ),
    "default-security-group": close_default_group,
    "dynamodb-pitr": put(True, "point_in_time_recovery", 0, "enabled"),
    "ebs-encryption": put(True, "encrypted"),
    "ecr-mutable-tags": put("IMMUTABLE", "image_tag_mutability"),
    "ecr-scan-on-push": put(True, "image_scanning_configuration", 0, "scan_on_push"),
    "efs-encryption": put(True, "encrypted"),
    "eks-audit-logs": log_audit,
    "eks-public-endpoint": close_endpoint,
    "elasticache-encryption": all_on("at_rest_encryption_enabled", "transit_encryption_enabled"),
    "force-destroy": put_named({"force_destroy": False, "force_delete": False}),
    "gcp-bucket-uniform-access": put(True, "uniform_bucket_level_access"),
    "gcp-instance-public-ip": without_block("access_config"),
    "gcp-ip-forwarding": put(False, "can_ip_forward"),
    "gcp-kms-rotation": put("7776000s", "rotation_period"),
    "gcp-os-login": put("TRUE", "enable-oslogin"),
    "gcp-serial-port": put("FALSE", "serial-port-enable"),
    "gcp-sql-backup": put(True, "backup_configuration", 0, "enabled"),
    "gcp-sql-public-ip": put(False, "ipv4_enabled"),
    "gcp-sql-tls": put_named({"require_ssl": True, "ssl_mode": "ENCRYPTED_ONLY"}, "ssl_mode"),
    "gke-client-certificate": put(False, "issue_client_certificate"),
    "gke-legacy-abac": put(False, "enable_legacy_abac"),
    "gke-legacy-metadata": put_named(
        {
            "mode": "GKE_METADATA",
            "node_metadata": "GKE_METADATA_SERVER",
            "disable-legacy-endpoints": "true",
        }
    ),
    "hardcoded-secret": move_to_variable,
    "iam-password-length": put(14, "minimum_password_length"),
    "insecure-variable-default": turn_default,
    "instance-imdsv1": put("required", "metadata_options", 0, "http_tokens"),
    "instance-public-ip": put(False, "associate_public_ip_address"),
    "key-vault-network": put("Deny", "default_action"),
    "key-vault-purge-protection": put(True, "purge_protection_enabled"),
    "kms-key-rotation": put_named(
        {
            "enable_key_rotation": True,
            "enable_kms_key_rotation": True,
            "kms_key_enable_rotation": True,
        },
        "enable_key_rotation",
    ),
    "lb-invalid-headers": put(True, "drop_invalid_header_fields"),
    "lb-weak-tls-policy": put("ELBSecurityPolicy-TLS13-1-2-2021-06", "ssl_policy"),
    "local-file-permission": narrow_permission,
    "module-http-source": use_https,
    "module-version-unbounded": stay_below_next_major,
    "open-cidr-default": without_world,
    "plaintext-http-url": use_https,
    "provider-version-unbounded": stay_below_next_major,
    "rds-backup-retention": put(7, "backup_retention_period"),
    "rds-deletion-protection": put(True, "deletion_protection"),
    "rds-iam-authentication": put(True, "iam_database_authentication_enabled"),
    "rds-minor-upgrades": put(True, "auto_minor_version_upgrade"),
    "rds-multi-az": put(True, "multi_az"),
    "rds-skip-final-snapshot": keep_final_snapshot,
    "required-version-missing": put(">= 1.0", "required_version"),
    "s3-public-access-block": all_on(
        "block_public_acls",
        "block_public_policy",
        "ignore_public_acls",
        "restrict_public_buckets",
    ),
    "s3-public-acl": put("private", "acl"),
    "s3-versioning": put_named({"enabled": True, "status": "Enabled"}),
    "secret-output-not-sensitive": put(True, "sensitive"),
    "secret-variable-default": without_default,
    "secret-variable-not-sensitive": put(True, "sensitive"),
    "sns-encryption": put("alias/aws/sns", "kms_master_key_id"),
    "sqs-encryption": put(True, "sqs_managed_sse_enabled"),
    "subnet-public-ip": put(False, "map_public_ip_on_launch"),
    "tls-verification-off": put_named(_VERIFICATION),
    "vpc-flow-logs": log_traffic,
}
"""By rule id of the policies, which OPA and Semgrep share."""
