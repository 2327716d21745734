package e2.terraform_test

database(body) := resource("aws_db_instance", body)

test_database_public_found if {
	body := {"publicly_accessible": true}
	found("database-public", [database(body)]) == {first(["publicly_accessible"])}
	found("database-public", [module(body)]) == {first(["publicly_accessible"])}
}

test_database_public_clean if {
	found("database-public", [
		database({"publicly_accessible": false}),
		database({"publicly_accessible": unknown}),
		database({}),
	]) == set()
}

test_database_unencrypted_found if {
	found("database-unencrypted", [database({})]) == {whole}
	off := {"storage_encrypted": false}
	found("database-unencrypted", [module(off)]) == {first(["storage_encrypted"])}
	found("database-unencrypted", [resource("aws_redshift_cluster", {"encrypted": false})]) == {first(["encrypted"])}
}

test_database_unencrypted_clean if {
	found("database-unencrypted", [
		database({"storage_encrypted": true}),
		database({"storage_encrypted": unknown}),
		database({"replicate_source_db": unknown}),
		database({"snapshot_identifier": unknown}),
		resource("aws_rds_cluster", {"engine_mode": "serverless"}),
		module({"storage_encrypted": false, "engine": "sqlserver-ex"}),
		module({}),
	]) == set()
}

test_rds_deletion_protection_found if {
	found("rds-deletion-protection", [database({})]) == {whole}
	off := {"deletion_protection": false, "instance_class": unknown}
	found("rds-deletion-protection", [module(off)]) == {first(["deletion_protection"])}
}

test_rds_deletion_protection_clean if {
	found("rds-deletion-protection", [
		database({"deletion_protection": true}),
		database({"deletion_protection": unknown}),
		module({"deletion_protection": false}),
		module({}),
	]) == set()
}

test_rds_skip_final_snapshot_found if {
	body := {"skip_final_snapshot": true}
	found("rds-skip-final-snapshot", [database(body)]) == {first(["skip_final_snapshot"])}
	found("rds-skip-final-snapshot", [module(body)]) == {first(["skip_final_snapshot"])}
}

test_rds_skip_final_snapshot_clean if {
	found("rds-skip-final-snapshot", [
		database({"skip_final_snapshot": false}),
		module({"skip_final_snapshot": true, "replicate_source_db": unknown}),
	]) == set()
}
