package e2.terraform_test

backend(body) := block("terraform", [], {"backend": [body]})

test_backend_unencrypted_found if {
	found("backend-unencrypted", [backend({"__labels__": ["s3"]})]) == {first(["backend", 0])}
	off := backend({"__labels__": ["s3"], "encrypt": false})
	found("backend-unencrypted", [off]) == {first(["backend", 0, "encrypt"])}
}

test_backend_unencrypted_clean if {
	found("backend-unencrypted", [
		backend({"__labels__": ["s3"], "encrypt": true}),
		backend({"__labels__": ["gcs"]}),
	]) == set()
}

test_private_key_in_state_found if {
	found("private-key-in-state", [resource("tls_private_key", {})]) == {whole}
}

test_private_key_in_state_clean if {
	found("private-key-in-state", [block("data", ["tls_public_key", "x"], {})]) == set()
}

file(mode) := resource("local_file", {"file_permission": mode})

test_local_file_permission_found if {
	found("local-file-permission", [resource("local_file", {})]) == {whole}
	found("local-file-permission", [file("0666")]) == {first(["file_permission"])}
	found("local-file-permission", [file("664")]) == {first(["file_permission"])}
}

test_local_file_permission_clean if {
	found("local-file-permission", [file("0600"), file("0644"), file("0755"), file(unknown)]) == set()
	found("local-file-permission", [resource("local_sensitive_file", {})]) == set()
}
