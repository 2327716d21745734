package e2.terraform_test

gke(body) := resource("google_container_cluster", body)

test_gke_legacy_abac_found if {
	found("gke-legacy-abac", [gke({"enable_legacy_abac": true})]) == {first(["enable_legacy_abac"])}
}

test_gke_legacy_abac_clean if found("gke-legacy-abac", [gke({})]) == set()

nodes(config) := resource("google_container_node_pool", {"node_config": [config]})

test_gke_legacy_metadata_found if {
	mode := nodes({"workload_metadata_config": [{"mode": "GCE_METADATA"}]})
	path := first(["node_config", 0, "workload_metadata_config", 0, "mode"])
	found("gke-legacy-metadata", [mode]) == {path}
	legacy := nodes({"metadata": {"disable-legacy-endpoints": "false"}})
	legacy_path := first(["node_config", 0, "metadata", "disable-legacy-endpoints"])
	found("gke-legacy-metadata", [legacy]) == {legacy_path}
}

test_gke_legacy_metadata_clean if {
	found("gke-legacy-metadata", [
		nodes({"workload_metadata_config": [{"mode": "GKE_METADATA"}]}),
		nodes({"metadata": {"disable-legacy-endpoints": "true"}}),
		nodes({}),
	]) == set()
}

certificate(issue) := gke({"master_auth": [{"client_certificate_config": [{
	"issue_client_certificate": issue,
}]}]})

test_gke_client_certificate_found if {
	path := first(["master_auth", 0, "client_certificate_config", 0, "issue_client_certificate"])
	found("gke-client-certificate", [certificate(true)]) == {path}
}

test_gke_client_certificate_clean if {
	found("gke-client-certificate", [certificate(false), certificate(unknown)]) == set()
}
