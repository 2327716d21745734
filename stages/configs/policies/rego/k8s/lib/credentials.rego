# Names and values that are credentials.
package e2.k8s.lib

# MYSQL_ROOT_PASSWORD, db.token, apiKey, but not PASSWORD_FILE, MAX_TOKENS or PWD.
credential_name(name) if regex.match(
	`(?i)(^|[_.-])(password|passwd|passphrase|pass|token|secret|credentials?)$`,
	name,
)

credential_name(name) if regex.match(
	`(?i)(password|passwd|[_.-]pwd|(access|api|client|encryption|private|secret|signing)[_.-]?key)$`,
	name,
)

credential_name(name) if regex.match(`(Token|Secret|[Cc]lient[_.-]?[Ss]ecret)$`, name)

# A value that is one, and not a switch, a number, a path, an address or a name of what is kept
# elsewhere.
credential_value(value) if {
	is_string(value)
	regex.match(`^[^\s/${<%*]`, value)
	not regex.match(`(?i)^(true|false|yes|no|on|off|none|null|[0-9.]+)$`, value)
	not regex.match(`(?i)^(arn|vault|sm|https?|secretref|ref\+[a-z]+):`, value)
}

# INSERT_API_KEY as the value of API_KEY asks to be filled in.
fill_in(name, value) if {
	upper(value) == value
	contains(value, name)
}

# A value that shows by itself what it is.
telling_value(value) if {
	is_string(value)
	regex.match(`-----BEGIN ([A-Z]+ )*PRIVATE KEY-----`, value)
}

telling_value(value) if {
	is_string(value)
	regex.match(`\b(AKIA[0-9A-Z]{16}|gh[pousr]_[0-9A-Za-z]{36}|xox[abprs]-[0-9A-Za-z-]{20,})\b`, value)
	not contains(value, "EXAMPLE")
}
