# Names that tell of secrets. `db_password` is one, `password_length` and `secret_arn` are not.
package e2.terraform.lib

secret_name(name) if {
	regex.match(secret_words, lower(name))
	not regex.match(switch_words, lower(name))
}

secret_words := concat("", [
	`(^|_)(password|passwd|secret|secret_key|secret_access_key|access_token|auth_token|token|`,
	`private_key(_pem)?|api_?key|pre_?shared_key|psk|credentials)(_wo)?$`,
])

switch_words := concat("|", [
	`^(create|enable|manage|use|generate|store|rotate|allow|require|skip|is|has)_`,
	`(^|_)encrypted_`,
])

# Attributes whose literal value is the secret itself; `secret` or `credentials` often hold a name.
secret_attribute(name) if {
	secret_name(name)
	not regex.match(`(^|_)(secret|credentials)$`, lower(name))
}

secret_attribute(name) if lower(name) in {"client_secret", "secret_string", "secret_string_wo"}

# Attributes of resources that hold secrets, at the end of a reference.
secret_reference := concat("", [
	`(^|\W)random_password\..*\.result\)?$|\.(password|private_key(_pem|_openssh|_pem_pkcs8)?|secret_string|secret_data|`,
	`admin_password|master_password|client_secret|secret_access_key|ses_smtp_password_v4|auth_token|`,
	`(primary|secondary)_(access_key|connection_string)|kube_(admin_)?config_raw)\)?$`,
])

# The attribute of a resource that is there to hold a secret.
secret_store := {
	"azurerm_key_vault_secret": "value",
	"google_secret_manager_secret_version": "secret_data",
	"vault_generic_secret": "data_json",
}

# Texts that are secrets wherever they stand: keys of AWS, tokens of GitHub and Slack, PEM keys.
secret_value := concat("|", [
	`(^|[^A-Z0-9])(AKIA|ASIA)[A-Z0-9]{16}($|[^A-Z0-9])`,
	`\bgh[pousr]_[A-Za-z0-9]{36}`,
	`\bxox[abprs]-[A-Za-z0-9-]{10,}`,
	`-----BEGIN ([A-Z]+ )?PRIVATE KEY-----`,
])
