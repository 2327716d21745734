package e2.terraform

import data.e2.terraform.lib

rds_originals := [place |
	some place in lib.arguments({"aws_db_instance", "aws_rds_cluster"})
	not replica(place)
]

# METADATA
# title: backups are kept for less than a week
# description: Damage is often seen only after days.
# custom:
#   id: rds-backup-retention
#   severity: medium
#   controls:
#   - AWS Security Hub RDS.11
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in lib.wrong(rds_originals, {"backup_retention_period"}, numbers.range(0, 6))
}

# METADATA
# title: the database has no login through IAM
# description: Tokens of IAM expire after minutes, passwords do not.
# custom:
#   id: rds-iam-authentication
#   severity: low
#   controls:
#   - AWS Security Hub RDS.10
#   - AWS Security Hub RDS.12
findings contains lib.report(rego.metadata.rule(), hit) if {
	supporting := [place |
		some place in lib.resources({"aws_db_instance", "aws_rds_cluster"})
		place.body.engine in {"mysql", "mariadb", "postgres", "aurora-mysql", "aurora-postgresql"}
	]
	some hit in array.concat(
		lib.not_true(supporting, "iam_database_authentication_enabled"),
		lib.wrong(lib.blocks({"module"}), {"iam_database_authentication_enabled"}, lib.no),
	)
}

# METADATA
# title: the database has no standby in another zone
# description: It is down when its zone is, and during maintenance.
# custom:
#   id: rds-multi-az
#   severity: low
#   controls:
#   - AWS Security Hub RDS.5
findings contains lib.report(rego.metadata.rule(), hit) if {
	databases := lib.resources({"aws_db_instance"})
	capable := [place |
		some place in array.concat(databases, database_modules)
		not replica(place)
		not place.body.engine == "sqlserver-ex"
	]
	some hit in lib.wrong(capable, {"multi_az"}, lib.no)
}

# METADATA
# title: minor versions with security fixes are not installed
# description: They come in the maintenance window, if they are allowed.
# custom:
#   id: rds-minor-upgrades
#   severity: low
#   controls:
#   - AWS Security Hub RDS.13
#   - CIS AWS Foundations 3.0.0 2.3.2
findings contains lib.report(rego.metadata.rule(), hit) if {
	databases := lib.resources({"aws_db_instance", "aws_rds_cluster_instance"})
	places := array.concat(databases, database_modules)
	some hit in lib.wrong(places, {"auto_minor_version_upgrade"}, lib.no)
}

# METADATA
# title: the table can't be restored to a point in time
# description: Damage by a program or a person can then only be mended from older copies.
# custom:
#   id: dynamodb-pitr
#   severity: low
#   controls:
#   - AWS Security Hub DynamoDB.2
findings contains lib.report(rego.metadata.rule(), hit) if {
	tables := lib.resources({"aws_dynamodb_table"})
	some hit in array.concat(
		[lib.hit_place(table, "no point_in_time_recovery") |
			some table in lib.without(tables, "point_in_time_recovery")
		],
		lib.not_true(lib.nested(tables, "point_in_time_recovery"), "enabled"),
	)
}
