package e2.k8s_test

variable(name, value) := container({"env": [{"name": name, "value": value}]})

test_secret_in_env_found if {
	id := "secret-in-env"
	found(id, variable("DB_PASSWORD", "hunter2")) == {
		at(["env", 0, "value"]): `Pod web: container "app" gets the credential DB_PASSWORD in clear text`,
	}
	every name in ["TOKEN", "MINIO_SECRET_KEY", "apiKey", "githubToken", "db.password", "CLIENT_SECRET"] {
		paths(id, variable(name, "hunter2")) == {at(["env", 0, "value"])}
	}
	paths(id, variable("CONFIG", "key: AKIAABCDEFGHIJKLMNOP")) == {at(["env", 0, "value"])}
}

test_secret_in_env_clean if {
	every name in ["PASSWORD_FILE", "MAX_TOKENS", "PWD", "SECRET_NAME", "KEY", "BYPASS", "TOKEN_URL"] {
		clean("secret-in-env", variable(name, "hunter2"))
	}
	every value in ["", "yes", "true", "3600", "arn:aws:x", 5, null] {
		clean("secret-in-env", variable("DB_PASSWORD", value))
	}
	every value in ["/run/secrets/db", "$(OTHER)", "${DB}", "<password>"] {
		clean("secret-in-env", variable("DB_PASSWORD", value))
	}
	clean("secret-in-env", variable("DB_PASSWORD", "INSERT_DB_PASSWORD"))
	clean("secret-in-env", variable("CONFIG", "AKIAIOSFODNN7EXAMPLE"))
}

test_secret_ref_in_env_found if {
	id := "secret-ref-in-env"
	source := {"secretKeyRef": {"name": "db", "key": "password"}}
	found(id, container({"env": [{"name": "A", "valueFrom": source}]})) == {
		at(["env", 0, "valueFrom", "secretKeyRef"]): `Pod web: container "app" gets the Secret db as environment variables`,
	}
	paths(id, container({"envFrom": [{"secretRef": {"name": "db"}}]})) == {
		at(["envFrom", 0, "secretRef"]),
	}
}

test_secret_ref_in_env_clean if {
	clean("secret-ref-in-env", container({"envFrom": [{"configMapRef": {"name": "db"}}]}))
}

config_map(values) := object_of("v1", "ConfigMap", {"data": values})

test_secret_in_config_map_found if {
	id := "secret-in-config-map"
	found(id, config_map({"password": "hunter2", "host": "db"})) == {
		["data", "password"]: "ConfigMap web: holds the credential password",
	}
	paths(id, config_map({"id": "a\n-----BEGIN RSA PRIVATE KEY-----\n"})) == {["data", "id"]}
}

test_secret_in_config_map_clean if {
	clean("secret-in-config-map", config_map({"host": "db", "ca.crt": "-----BEGIN CERTIFICATE-----"}))
	clean("secret-in-config-map", object_of("v1", "Secret", {"data": {"password": "hunter2"}}))
}

secret(parts) := object_of("v1", "Secret", parts)

test_secret_in_manifest_found if {
	id := "secret-in-manifest"
	found(id, secret({"data": {"password": "aHVudGVyMg=="}})) == {
		["data"]: "Secret web: has its values in the manifest (data)",
	}
	paths(id, secret({"stringData": {"password": "hunter2"}})) == {["stringData"]}
}

test_secret_in_manifest_clean if {
	id := "secret-in-manifest"
	clean(id, secret({}))
	clean(id, secret({"data": {"ca.crt": "eA=="}, "stringData": {"a": "", "b": "${B}", "c": "<c>"}}))
	clean(id, object_of("bitnami.com/v1alpha1", "Secret", {"data": {"password": "x"}}))
}

test_long_lived_token_secret_found if {
	value := secret({"type": "kubernetes.io/service-account-token"})
	paths("long-lived-token-secret", value) == {["type"]}
}

test_long_lived_token_secret_clean if clean("long-lived-token-secret", secret({"type": "Opaque"}))
