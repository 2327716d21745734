package e2.terraform_test

machine(body) := resource("google_compute_instance", body)

test_gcp_instance_public_ip_found if {
	open_machine := machine({"network_interface": [{"network": "x", "access_config": [{}]}]})
	path := first(["network_interface", 0, "access_config", 0])
	found("gcp-instance-public-ip", [open_machine]) == {path}
}

test_gcp_instance_public_ip_clean if {
	found("gcp-instance-public-ip", [machine({"network_interface": [{"network": "x"}]})]) == set()
}

test_gcp_default_service_account_found if {
	default_account := machine({"service_account": [{"scopes": ["cloud-platform"]}]})
	path := first(["service_account", 0, "scopes", 0])
	found("gcp-default-service-account", [default_account]) == {path}
}

test_gcp_default_service_account_clean if {
	found("gcp-default-service-account", [
		machine({"service_account": [{"email": unknown, "scopes": ["cloud-platform"]}]}),
		machine({"service_account": [{"scopes": ["logging-write"]}]}),
	]) == set()
}

test_gcp_serial_port_found if {
	path := first(["metadata", "serial-port-enable"])
	found("gcp-serial-port", [machine({"metadata": {"serial-port-enable": "TRUE"}})]) == {path}
}

test_gcp_serial_port_clean if {
	found("gcp-serial-port", [
		machine({"metadata": {"serial-port-enable": false}}),
		machine({"metadata": unknown}),
	]) == set()
}

test_gcp_ip_forwarding_found if {
	found("gcp-ip-forwarding", [machine({"can_ip_forward": true})]) == {first(["can_ip_forward"])}
}

test_gcp_ip_forwarding_clean if {
	found("gcp-ip-forwarding", [machine({"can_ip_forward": false}), machine({})]) == set()
}

test_gcp_os_login_found if {
	path := first(["metadata", "enable-oslogin"])
	found("gcp-os-login", [machine({"metadata": {"enable-oslogin": "FALSE"}})]) == {path}
}

test_gcp_os_login_clean if {
	found("gcp-os-login", [machine({"metadata": {"enable-oslogin": "TRUE"}}), machine({})]) == set()
}
