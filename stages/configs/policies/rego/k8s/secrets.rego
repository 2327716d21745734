# Credentials where others can read them.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: Credential in the environment
# description: The value stands in the manifest, and in the object for all who may read pods.
# custom:
#   id: secret-in-env
#   severity: high
#   controls:
#     - "Kubernetes documentation: Good practices for Kubernetes Secrets"
#     - "NSA/CISA Kubernetes Hardening Guide: Secrets"
findings contains lib.finding(rego.metadata.rule(), path, container.label, text) if {
	some container in lib.containers
	some variable in lib.entries(container, "env")
	is_credential(variable.value.name, variable.value.value)
	path := lib.below(variable, ["value"])
	text := sprintf("gets the credential %s in clear text", [variable.value.name])
}

# METADATA
# title: Secret as an environment variable
# description: Environments end up in logs and dumps, and child processes inherit them; files don't.
# custom:
#   id: secret-ref-in-env
#   severity: low
#   controls:
#     - CIS Kubernetes v1.10 5.4.1
findings contains lib.finding(rego.metadata.rule(), hit.path, hit.label, text) if {
	some hit in array.concat(secret_variables, secret_environments)
	text := sprintf("gets the Secret %s as environment variables", [hit.secret])
}

# METADATA
# title: Credential in a ConfigMap
# description: A ConfigMap is for what everyone may read; credentials belong in a Secret.
# custom:
#   id: secret-in-config-map
#   severity: high
#   controls:
#     - "Kubernetes documentation: ConfigMaps"
#     - "NSA/CISA Kubernetes Hardening Guide: Secrets"
findings contains lib.finding(rego.metadata.rule(), path, config_map.label, text) if {
	some config_map in lib.objects_of({""}, {"ConfigMap"})
	some key, value in lib.members(config_map.value, ["data"])
	is_credential(key, value)
	path := lib.below(config_map, ["data", key])
	text := sprintf("holds the credential %s", [key])
}

# METADATA
# title: Secret in a manifest
# description: Base64 hides nothing, so that all who can read the file have the Secret.
# custom:
#   id: secret-in-manifest
#   severity: high
#   controls:
#     - "Kubernetes documentation: Good practices for Kubernetes Secrets"
findings contains lib.finding(rego.metadata.rule(), path, secret.label, text) if {
	some secret in lib.objects_of({""}, {"Secret"})
	some part in {"data", "stringData"}
	some key, value in lib.members(secret.value, [part])
	secret_value(key, value)
	path := lib.below(secret, [part])
	text := sprintf("has its values in the manifest (%s)", [part])
}

# METADATA
# title: Token that does not expire
# description: The token of such a Secret is valid until the Secret is deleted.
# custom:
#   id: long-lived-token-secret
#   severity: medium
#   controls:
#     - "Kubernetes documentation: Secrets, ServiceAccount token Secrets"
findings contains lib.finding(rego.metadata.rule(), path, secret.label, text) if {
	text := "holds a service account token that does not expire"
	some secret in lib.objects_of({""}, {"Secret"})
	secret.value.type == "kubernetes.io/service-account-token"
	path := lib.below(secret, ["type"])
}

is_credential(name, value) if {
	lib.credential_name(name)
	lib.credential_value(value)
	not lib.fill_in(name, value)
}

is_credential(_, value) if lib.telling_value(value)

secret_variables := [hit |
	some container in lib.containers
	some variable in lib.entries(container, "env")
	secret := variable.value.valueFrom.secretKeyRef.name
	is_string(secret)
	path := lib.below(variable, ["valueFrom", "secretKeyRef"])
	hit := {"label": container.label, "secret": secret, "path": path}
]

secret_environments := [hit |
	some container in lib.containers
	some source in lib.entries(container, "envFrom")
	secret := source.value.secretRef.name
	is_string(secret)
	path := lib.below(source, ["secretRef"])
	hit := {"label": container.label, "secret": secret, "path": path}
]

# Certificates are public, and a tool may still have to fill in the value.
secret_value(key, value) if {
	is_string(value)
	not regex.match(`\.(crt|cert|pub)$`, key)
	not regex.match(`^\s*$|\$\(|\$\{|\{\{|^<.*>$`, value)
}
