package e2.terraform_test

sql(settings) := resource("google_sql_database_instance", {"settings": [settings]})

addresses(body) := sql({"ip_configuration": [body]})

address_path(key) := first(["settings", 0, "ip_configuration", 0, key])

test_gcp_sql_public_ip_found if {
	found("gcp-sql-public-ip", [addresses({"ipv4_enabled": true})]) == {address_path("ipv4_enabled")}
}

test_gcp_sql_public_ip_clean if {
	found("gcp-sql-public-ip", [
		addresses({"ipv4_enabled": false}),
		addresses({"ipv4_enabled": unknown}),
	]) == set()
}

test_gcp_sql_open_network_found if {
	open_network := addresses({"authorized_networks": [{"name": "all", "value": "0.0.0.0/0"}]})
	path := array.concat(address_path("authorized_networks"), [0, "value"])
	found("gcp-sql-open-network", [open_network]) == {path}
}

test_gcp_sql_open_network_clean if {
	office := {"authorized_networks": [{"value": "198.51.100.7/32"}]}
	found("gcp-sql-open-network", [addresses(office)]) == set()
}

test_gcp_sql_tls_found if {
	found("gcp-sql-tls", [addresses({"require_ssl": false})]) == {address_path("require_ssl")}
	found("gcp-sql-tls", [addresses({})]) == {first(["settings", 0, "ip_configuration", 0])}
	both := addresses({"ssl_mode": "ALLOW_UNENCRYPTED_AND_ENCRYPTED"})
	found("gcp-sql-tls", [both]) == {address_path("ssl_mode")}
}

test_gcp_sql_tls_clean if {
	found("gcp-sql-tls", [
		addresses({"require_ssl": true}),
		addresses({"ssl_mode": "ENCRYPTED_ONLY"}),
		addresses({"ssl_mode": unknown}),
		sql({}),
	]) == set()
}

test_gcp_sql_backup_found if {
	found("gcp-sql-backup", [sql({})]) == {first(["settings", 0])}
	off := sql({"backup_configuration": [{"enabled": false}]})
	found("gcp-sql-backup", [off]) == {first(["settings", 0, "backup_configuration", 0, "enabled"])}
}

test_gcp_sql_backup_clean if {
	replica := resource("google_sql_database_instance", {
		"master_instance_name": unknown,
		"settings": [{}],
	})
	on := sql({"backup_configuration": [{"enabled": true}]})
	found("gcp-sql-backup", [on, replica]) == set()
}
