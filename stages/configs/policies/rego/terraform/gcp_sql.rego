package e2.terraform

import data.e2.terraform.lib

sql_settings := lib.nested(lib.resources({"google_sql_database_instance"}), "settings")

sql_addresses := lib.nested(sql_settings, "ip_configuration")

# METADATA
# title: the database has a public address
# description: Private addresses and the Cloud SQL proxy leave fewer ways in.
# custom:
#   id: gcp-sql-public-ip
#   severity: high
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 6.6
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in lib.wrong(sql_addresses, {"ipv4_enabled"}, lib.yes)
}

# METADATA
# title: the whole internet is an authorised network of the database
# description: The password is then the only barrier.
# custom:
#   id: gcp-sql-open-network
#   severity: critical
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 6.5
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in lib.wrong(lib.nested(sql_addresses, "authorized_networks"), {"value"}, lib.world)
}

# METADATA
# title: the database takes connections without TLS
# description: Passwords and data can be read on the way.
# custom:
#   id: gcp-sql-tls
#   severity: medium
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 6.4
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in array.concat(
		lib.wrong(sql_addresses, {"require_ssl"}, lib.no),
		array.concat(
			lib.wrong(sql_addresses, {"ssl_mode"}, {"ALLOW_UNENCRYPTED_AND_ENCRYPTED"}),
			[lib.hit_place(place, "no ssl_mode") |
				some place in sql_addresses
				not "ssl_mode" in object.keys(place.body)
				not "require_ssl" in object.keys(place.body)
			],
		),
	)
}

# METADATA
# title: the database has no automatic backups
# description: What is lost by a mistake stays lost.
# custom:
#   id: gcp-sql-backup
#   severity: low
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 6.7
findings contains lib.report(rego.metadata.rule(), hit) if {
	masters := [instance |
		some instance in lib.resources({"google_sql_database_instance"})
		not instance.body.master_instance_name
	]
	settings := lib.nested(masters, "settings")
	some hit in array.concat(
		[lib.hit_place(place, "no backup_configuration") |
			some place in lib.without(settings, "backup_configuration")
		],
		lib.not_true(lib.nested(settings, "backup_configuration"), "enabled"),
	)
}
