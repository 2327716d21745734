package e2.terraform

import data.e2.terraform.lib

trails := lib.resources({"aws_cloudtrail"})

# METADATA
# title: changed log files go unnoticed
# description: Validation proves that the log of CloudTrail is as it was written.
# custom:
#   id: cloudtrail-log-validation
#   severity: low
#   controls:
#   - AWS Security Hub CloudTrail.4
#   - CIS AWS Foundations 3.0.0 3.2
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in lib.not_true(trails, "enable_log_file_validation")
}

# METADATA
# title: the trail sees a single region
# description: What happens in regions that nobody uses is what an intruder does.
# custom:
#   id: cloudtrail-multi-region
#   severity: medium
#   controls:
#   - AWS Security Hub CloudTrail.1
#   - CIS AWS Foundations 3.0.0 3.1
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in lib.not_true(trails, "is_multi_region_trail")
}

# METADATA
# title: the trail is not encrypted with a key of KMS
# description: A key of your own also decides who can read the log.
# custom:
#   id: cloudtrail-encryption
#   severity: medium
#   controls:
#   - AWS Security Hub CloudTrail.2
#   - CIS AWS Foundations 3.0.0 3.5
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in lib.lacking(trails, "kms_key_id")
}
