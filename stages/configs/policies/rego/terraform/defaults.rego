package e2.terraform

import data.e2.terraform.lib

# METADATA
# title: the default lets the world in
# description: Whoever does not set the variable opens the module to every address.
# custom:
#   id: open-cidr-default
#   severity: medium
#   controls:
#   - AWS Security Hub EC2.18
#   - CIS AWS Foundations 3.0.0 5.2
findings contains lib.report(rego.metadata.rule(), hit) if {
	some variable in lib.blocks({"variable"})
	lets_in(variable.type)
	some path, cidr in default_networks(variable.body.default)
	cidr in lib.world
	hit := lib.hit(variable, path, cidr)
}

lets_in(name) if {
	regex.match(`cidr|ingress|inbound|allow|whitelist|trusted|authorized|source_(ip|range)`, name)
	not regex.match(`egress|outbound|destination|route|nat_|peer`, name)
}

default_networks(value) := {["default"]: value} if is_string(value)

default_networks(value) := {["default", key]: text | some key, text in value; is_string(text)} if {
	is_object(value)
	lib.known(value)
}

default_networks(value) := {["default", i]: text | some i, text in value; is_string(text)} if {
	is_array(value)
}

# METADATA
# title: the default is the less safe setting
# description: Whoever does not set the variable gets it without having chosen it.
# custom:
#   id: insecure-variable-default
#   severity: low
#   controls:
#   - AWS Security Hub EC2.6
#   - AWS Security Hub EC2.15
#   - AWS Security Hub EKS.1
#   - AWS Security Hub KMS.4
#   - AWS Security Hub RDS.2
#   - AWS Security Hub RDS.3
#   - AWS Security Hub RDS.8
#   - AWS Security Hub RDS.10
#   - AWS Security Hub S3.8
#   - CIS Azure Foundations 2.1.0 3.1
#   - CIS Azure Foundations 2.1.0 8.5
findings contains lib.report(rego.metadata.rule(), hit) if {
	some variable in lib.blocks({"variable"})
	is_boolean(variable.body.default)
	variable.body.default != safe_defaults[variable.type]
	hit := lib.hit(variable, ["default"], lib.setting("default", variable.body.default))
}

# Arguments that modules pass on to attributes of the same name.
safe_defaults := {
	"publicly_accessible": false,
	"storage_encrypted": true,
	"deletion_protection": true,
	"skip_final_snapshot": false,
	"iam_database_authentication_enabled": true,
	"auto_minor_version_upgrade": true,
	"encrypted": true,
	"at_rest_encryption_enabled": true,
	"transit_encryption_enabled": true,
	"enable_key_rotation": true,
	"enable_kms_key_rotation": true,
	"endpoint_public_access": false,
	"cluster_endpoint_public_access": false,
	"map_public_ip_on_launch": false,
	"associate_public_ip_address": false,
	"enable_flow_log": true,
	"manage_default_security_group": true,
	"block_public_acls": true,
	"block_public_policy": true,
	"ignore_public_acls": true,
	"restrict_public_buckets": true,
	"force_destroy": false,
	"enable_log_file_validation": true,
	"is_multi_region_trail": true,
	"scan_on_push": true,
	"https_only": true,
	"https_traffic_only_enabled": true,
	"enable_https_traffic_only": true,
	"public_network_access_enabled": false,
	"purge_protection_enabled": true,
	"uniform_bucket_level_access": true,
	"enable_legacy_abac": false,
}
