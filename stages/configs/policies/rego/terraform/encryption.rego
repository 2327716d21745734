package e2.terraform

import data.e2.terraform.lib

# METADATA
# title: the key is never rotated
# description: Rotation bounds what one stolen key can open.
# custom:
#   id: kms-key-rotation
#   severity: medium
#   controls:
#   - AWS Security Hub KMS.4
#   - CIS AWS Foundations 3.0.0 3.6
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in array.concat(
		lib.not_true(rotatable_keys, "enable_key_rotation"),
		lib.wrong(
			lib.blocks({"module"}),
			{"enable_key_rotation", "enable_kms_key_rotation", "kms_key_enable_rotation"},
			lib.no,
		),
	)
}

# Only symmetric keys for encryption can be rotated by AWS.
rotatable_keys := [key |
	some key in lib.resources({"aws_kms_key"})
	object.get(key.body, "key_usage", "ENCRYPT_DECRYPT") == "ENCRYPT_DECRYPT"
	object.get(key.body, "customer_master_key_spec", "SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT"
	not key.body.custom_key_store_id
]

# METADATA
# title: the volume is not encrypted
# description: Snapshots and disks that leave the account can be read.
# custom:
#   id: ebs-encryption
#   severity: medium
#   controls:
#   - AWS Security Hub EC2.3
#   - AWS Security Hub EC2.181
#   - CIS AWS Foundations 3.0.0 2.2.1
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in array.concat(
		lib.not_true(own_volumes, "encrypted"),
		lib.wrong(attached_volumes, {"encrypted"}, lib.no),
	)
}

# A volume made from a snapshot is encrypted if the snapshot is.
own_volumes := [volume |
	some volume in lib.resources({"aws_ebs_volume"})
	not volume.body.snapshot_id
]

attached_volumes := [volume |
	machines := lib.resources(launching)
	mappings := lib.nested(machines, "block_device_mappings")
	some volume in array.concat(
		lib.nested(machines, "root_block_device"),
		array.concat(lib.nested(machines, "ebs_block_device"), lib.nested(mappings, "ebs")),
	)
]

# METADATA
# title: the file system is not encrypted
# description: EFS can't be encrypted after the file system is made.
# custom:
#   id: efs-encryption
#   severity: medium
#   controls:
#   - AWS Security Hub EFS.1
#   - CIS AWS Foundations 3.0.0 2.4.1
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in lib.not_true(lib.resources({"aws_efs_file_system"}), "encrypted")
}

# METADATA
# title: the topic is not encrypted with a key of KMS
# description: Messages wait on disk until they are delivered.
# custom:
#   id: sns-encryption
#   severity: medium
#   controls:
#   - AWS Security Hub SNS.1
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in lib.lacking(lib.resources({"aws_sns_topic"}), "kms_master_key_id")
}

# METADATA
# title: the queue is not encrypted
# description: Encryption with keys of SQS is the default; here it is switched off.
# custom:
#   id: sqs-encryption
#   severity: medium
#   controls:
#   - AWS Security Hub SQS.1
findings contains lib.report(rego.metadata.rule(), hit) if {
	keyless := [queue |
		some queue in lib.resources({"aws_sqs_queue"})
		not queue.body.kms_master_key_id
	]
	some hit in lib.wrong(keyless, {"sqs_managed_sse_enabled"}, lib.no)
}

# METADATA
# title: the cache is not encrypted
# description: It holds sessions and answers of databases in plain text.
# custom:
#   id: elasticache-encryption
#   severity: medium
#   controls:
#   - AWS Security Hub ElastiCache.4
#   - AWS Security Hub ElastiCache.5
findings contains lib.report(rego.metadata.rule(), hit) if {
	some name in {"at_rest_encryption_enabled", "transit_encryption_enabled"}
	some hit in lib.not_true(lib.resources({"aws_elasticache_replication_group"}), name)
}
