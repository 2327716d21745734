package e2.terraform

import data.e2.terraform.lib

gke_places := lib.resources({"google_container_cluster", "google_container_node_pool"})

gke_nodes := lib.nested(gke_places, "node_config")

# METADATA
# title: the cluster uses the legacy authorisation (ABAC)
# description: It grants rights that no role of the cluster can take back.
# custom:
#   id: gke-legacy-abac
#   severity: high
#   controls:
#   - CIS Google Kubernetes Engine, Ensure Legacy Authorization (ABAC) is Disabled
#   - GKE, Harden your cluster security, Leave legacy authorization methods disabled
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in lib.wrong(gke_places, {"enable_legacy_abac"}, lib.yes)
}

# METADATA
# title: pods can read the metadata of the node
# description: With it they can act as the service account of the node.
# custom:
#   id: gke-legacy-metadata
#   severity: high
#   controls:
#   - CIS Google Kubernetes Engine, Ensure the GKE Metadata Server is Enabled
#   - GKE, Protecting cluster metadata
findings contains lib.report(rego.metadata.rule(), hit) if {
	modes := lib.nested(gke_nodes, "workload_metadata_config")
	metadata := lib.nested(gke_nodes, "metadata")
	some hit in array.concat(
		array.concat(
			lib.wrong(modes, {"mode"}, {"GCE_METADATA", "MODE_UNSPECIFIED"}),
			lib.wrong(modes, {"node_metadata"}, {"EXPOSE", "UNSPECIFIED"}),
		),
		lib.wrong(metadata, {"disable-legacy-endpoints"}, lib.no),
	)
}

# METADATA
# title: the cluster issues a client certificate
# description: It can't be revoked, and it is kept in the state.
# custom:
#   id: gke-client-certificate
#   severity: medium
#   controls:
#   - CIS Google Kubernetes Engine, Ensure authentication using Client Certificates is Disabled
findings contains lib.report(rego.metadata.rule(), hit) if {
	configs := lib.nested(lib.nested(gke_places, "master_auth"), "client_certificate_config")
	some hit in lib.wrong(configs, {"issue_client_certificate"}, lib.yes)
}
