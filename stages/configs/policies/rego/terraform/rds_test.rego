package e2.terraform_test

test_rds_backup_retention_found if {
	body := {"backup_retention_period": 1}
	found("rds-backup-retention", [database(body)]) == {first(["backup_retention_period"])}
	found("rds-backup-retention", [module({"backup_retention_period": 0})]) == {first(["backup_retention_period"])}
}

test_rds_backup_retention_clean if {
	found("rds-backup-retention", [
		database({"backup_retention_period": 7}),
		database({"backup_retention_period": unknown}),
		database({"backup_retention_period": 0, "replicate_source_db": unknown}),
		module({}),
	]) == set()
}

test_rds_iam_authentication_found if {
	found("rds-iam-authentication", [database({"engine": "postgres"})]) == {whole}
	off := {"iam_database_authentication_enabled": false}
	found("rds-iam-authentication", [module(off)]) == {first(["iam_database_authentication_enabled"])}
}

test_rds_iam_authentication_clean if {
	found("rds-iam-authentication", [
		database({"engine": "postgres", "iam_database_authentication_enabled": true}),
		database({"engine": "oracle-ee"}),
		database({"engine": unknown}),
	]) == set()
}

test_rds_multi_az_found if {
	found("rds-multi-az", [module({"multi_az": false, "instance_class": "db.t3.large"})]) == {first(["multi_az"])}
}

test_rds_multi_az_clean if {
	found("rds-multi-az", [
		database({"multi_az": true}),
		database({"multi_az": false, "engine": "sqlserver-ex"}),
		module({"multi_az": false, "instance_class": unknown, "replicate_source_db": unknown}),
		module({"multi_az": false}),
	]) == set()
}

test_rds_minor_upgrades_found if {
	body := {"auto_minor_version_upgrade": false}
	found("rds-minor-upgrades", [database(body)]) == {first(["auto_minor_version_upgrade"])}
}

test_rds_minor_upgrades_clean if {
	found("rds-minor-upgrades", [
		database({"auto_minor_version_upgrade": true}),
		module({"auto_minor_version_upgrade": false}),
		database({}),
	]) == set()
}

test_dynamodb_pitr_found if {
	found("dynamodb-pitr", [resource("aws_dynamodb_table", {})]) == {whole}
	off := resource("aws_dynamodb_table", {"point_in_time_recovery": [{"enabled": false}]})
	found("dynamodb-pitr", [off]) == {first(["point_in_time_recovery", 0, "enabled"])}
}

test_dynamodb_pitr_clean if {
	on := {"point_in_time_recovery": [{"enabled": true}]}
	found("dynamodb-pitr", [resource("aws_dynamodb_table", on)]) == set()
}
