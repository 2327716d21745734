package e2.terraform

import data.e2.terraform.lib

clusters := {"aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster"}

# METADATA
# title: the database is reachable from the internet
# description: A public address leaves the password as the only barrier.
# custom:
#   id: database-public
#   severity: critical
#   controls:
#   - AWS Security Hub RDS.2
#   - AWS Security Hub Redshift.1
#   - AWS Security Hub DMS.1
#   - CIS AWS Foundations 3.0.0 2.3.3
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in lib.wrong(
		lib.arguments({
			"aws_db_instance", "aws_rds_cluster_instance", "aws_redshift_cluster",
			"aws_dms_replication_instance",
		}),
		{"publicly_accessible"},
		lib.yes,
	)
}

# METADATA
# title: the storage of the database is not encrypted
# description: Neither are its backups, replicas and snapshots then.
# custom:
#   id: database-unencrypted
#   severity: high
#   controls:
#   - AWS Security Hub RDS.3
#   - AWS Security Hub RDS.27
#   - AWS Security Hub DocumentDB.1
#   - AWS Security Hub Neptune.1
#   - AWS Security Hub Redshift.10
#   - CIS AWS Foundations 3.0.0 2.3.1
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in array.concat(
		array.concat(
			lib.wrong(encryptable, {"storage_encrypted"}, lib.no),
			lib.lacking(made_anew, "storage_encrypted"),
		),
		lib.wrong(lib.resources({"aws_redshift_cluster"}), {"encrypted"}, lib.no),
	)
}

# SQL Server Express has no encrypted storage.
encryptable := [place |
	some place in lib.arguments(clusters | {"aws_db_instance"})
	not place.body.engine == "sqlserver-ex"
]

# Replicas and restored databases take the encryption of what they are made from; a serverless
# cluster of the first version is always encrypted.
made_anew := [place |
	some place in lib.resources(clusters | {"aws_db_instance"})
	not place.body.engine == "sqlserver-ex"
	not place.body.engine_mode == "serverless"
	every key in derived_from { not place.body[key] }
]

derived_from := {
	"replicate_source_db", "replication_source_identifier", "snapshot_identifier",
	"restore_to_point_in_time", "global_cluster_identifier", "s3_import",
}

# METADATA
# title: the database can be deleted by a single call
# description: Deletion protection makes a mistake in a plan fail instead.
# custom:
#   id: rds-deletion-protection
#   severity: low
#   controls:
#   - AWS Security Hub RDS.7
#   - AWS Security Hub RDS.8
#   - AWS Security Hub Neptune.4
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in array.concat(
		lib.not_true(lib.resources(clusters | {"aws_db_instance"}), "deletion_protection"),
		lib.wrong(database_modules, {"deletion_protection"}, lib.no),
	)
}

# Clusters and load balancers have arguments of these names, too, but no class of instances.
database_modules := [module |
	some module in lib.blocks({"module"})
	some key in {"instance_class", "cluster_instance_class", "db_instance_class"}
	module.body[key]
]

# METADATA
# title: the database is deleted without a last snapshot
# description: What was written since the last backup is lost with it.
# custom:
#   id: rds-skip-final-snapshot
#   severity: low
#   controls:
#   - Amazon RDS User Guide, Deleting a DB instance, Final snapshot
findings contains lib.report(rego.metadata.rule(), hit) if {
	originals := [place |
		some place in lib.arguments(clusters | {"aws_db_instance", "aws_redshift_cluster"})
		not replica(place)
	]
	some hit in lib.wrong(originals, {"skip_final_snapshot"}, lib.yes)
}

# Read replicas are deleted without a snapshot, and need neither backups nor a standby.
replica(place) if {
	some key in {"replicate_source_db", "replication_source_identifier"}
	place.body[key]
}
