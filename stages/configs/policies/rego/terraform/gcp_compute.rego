package e2.terraform

import data.e2.terraform.lib

machines_of_google := lib.resources({"google_compute_instance", "google_compute_instance_template"})

# METADATA
# title: the machine has a public address
# description: Machines are better reached through load balancers and private networks.
# custom:
#   id: gcp-instance-public-ip
#   severity: medium
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 4.9
findings contains lib.report(rego.metadata.rule(), hit) if {
	interfaces := lib.nested(machines_of_google, "network_interface")
	some access in lib.written(interfaces, "access_config")
	hit := lib.hit_place(access, "access_config")
}

# METADATA
# title: the default service account may use every API
# description: It is an editor of the project, and each program on the machine can be it.
# custom:
#   id: gcp-default-service-account
#   severity: high
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 4.1
#   - CIS Google Cloud Foundations 3.0.0 4.2
findings contains lib.report(rego.metadata.rule(), hit) if {
	some account in lib.nested(machines_of_google, "service_account")
	not account.body.email
	some i, scope in account.body.scopes
	scope in {"cloud-platform", "https://www.googleapis.com/auth/cloud-platform"}
	hit := lib.hit(account, ["scopes", i], "no email, scope cloud-platform")
}

# METADATA
# title: the serial port takes connections
# description: It has no firewall, so that anybody with a key may try.
# custom:
#   id: gcp-serial-port
#   severity: medium
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 4.5
findings contains lib.report(rego.metadata.rule(), hit) if {
	metadata := lib.nested(machines_of_google, "metadata")
	enabled := lib.yes | {"TRUE", "True", "1", 1}
	some hit in lib.wrong(metadata, {"serial-port-enable"}, enabled)
}

# METADATA
# title: logins to the machine are not those of the organisation
# description: Without OS Login keys stand in the metadata and outlive the accounts of people.
# custom:
#   id: gcp-os-login
#   severity: medium
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 4.4
findings contains lib.report(rego.metadata.rule(), hit) if {
	projects := lib.resources({"google_compute_project_metadata"})
	metadata := lib.nested(array.concat(machines_of_google, projects), "metadata")
	disabled := lib.no | {"FALSE", "False", "0", 0}
	some hit in lib.wrong(metadata, {"enable-oslogin"}, disabled)
}

# METADATA
# title: the machine may send packets that are not its own
# description: That makes it a router, and lets it pose as others.
# custom:
#   id: gcp-ip-forwarding
#   severity: medium
#   controls:
#   - CIS Google Cloud Foundations 3.0.0 4.6
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in lib.wrong(machines_of_google, {"can_ip_forward"}, lib.yes)
}
