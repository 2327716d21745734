package e2.terraform

import data.e2.terraform.lib

# METADATA
# title: the state is stored without encryption by Terraform
# description: The state holds every secret of the resources in plain text.
# custom:
#   id: backend-unencrypted
#   severity: medium
#   controls:
#   - Terraform documentation, Backend Type s3, encrypt
findings contains lib.report(rego.metadata.rule(), hit) if {
	backends := [backend |
		some backend in lib.written(lib.blocks({"terraform"}), "backend")
		backend.body.__labels__ == ["s3"]
	]
	some hit in lib.not_true(backends, "encrypt")
}

# METADATA
# title: the private key is kept in the state in plain text
# description: The provider advises against it for production.
# custom:
#   id: private-key-in-state
#   severity: medium
#   controls:
#   - Terraform TLS provider, resource tls_private_key, security notice
findings contains lib.report(rego.metadata.rule(), hit) if {
	some key in lib.resources({"tls_private_key"})
	hit := lib.hit_place(key, key.type)
}

# METADATA
# title: everyone on the machine may change the file
# description: The provider's default permission is 0777.
# custom:
#   id: local-file-permission
#   severity: low
#   controls:
#   - Terraform Local provider, resource local_file, file_permission
findings contains lib.report(rego.metadata.rule(), hit) if {
	files := lib.resources({"local_file"})
	some hit in array.concat(
		lib.lacking(files, "file_permission"),
		[lib.hit(file, ["file_permission"], lib.setting("file_permission", mode)) |
			some file in files
			mode := file.body.file_permission
			regex.match(`^0?[0-7]([0-7][2367]|[2367][0-7])$`, mode)
		],
	)
}
