package e2.terraform

import data.e2.terraform.lib

# METADATA
# title: the connection is not encrypted
# description: Others on the way can read and change what is sent.
# custom:
#   id: plaintext-http-url
#   severity: low
#   controls:
#   - CWE-319
findings contains lib.report(rego.metadata.rule(), hit) if {
	some url in urls
	regex.match(`^http://[^/]+\.`, url.value)
	not nearby(url.value)
	hit := lib.hit(url.place, url.path, url.value)
}

urls contains {"place": place, "path": path, "value": value} if {
	some place in lib.blocks({"resource", "data", "module", "provider", "locals"})
	walk(place.body, [path, value])
	is_string(value)
	names := [name | some name in path; is_string(name)]
	addresses(names[count(names) - 1])
}

urls contains {"place": place, "path": ["default"], "value": place.body.default} if {
	some place in lib.blocks({"variable"})
	addresses(place.type)
	is_string(place.body.default)
}

addresses(name) if {
	regex.match(`(^|_)(url|uri|endpoint|repository|repo|address|server|host|registry)s?$`, lower(name))
}

# Addresses of this machine, of its cloud, and of private networks.
nearby(url) if regex.match(`^http://(localhost|127\.|0\.0\.0\.0|169\.254\.|metadata\.)`, url)

nearby(url) if regex.match(`^http://(10|192\.168|172\.(1[6-9]|2[0-9]|3[01]))\.`, url)

nearby(url) if {
	regex.match(
		`^http://[^/:]*\.(local|localhost|internal|svc|test|example)(:[0-9]+)?(/|$)`,
		url,
	)
}

# METADATA
# title: certificates are not checked
# description: Whoever sits on the way can pose as the server.
# custom:
#   id: tls-verification-off
#   severity: high
#   controls:
#   - CWE-295
findings contains lib.report(rego.metadata.rule(), hit) if {
	some place in lib.blocks({"resource", "data", "module", "provider"})
	walk(place.body, [path, value])
	name := path[count(path) - 1]
	is_string(name)
	switched_off(lower(name), value)
	hit := lib.hit(place, path, lib.setting(name, value))
}

switched_off(name, value) if {
	value in lib.yes
	name in {
		"insecure", "insecure_skip_verify", "insecure_skip_tls_verify", "skip_tls_verify",
		"skip_ssl_validation", "tls_insecure", "tls_skip_verify", "insecure_tls",
	}
}

switched_off(name, value) if {
	value in lib.no
	name in {"ssl_verify", "verify_ssl", "tls_verify", "verify_tls", "validate_certs"}
}

# METADATA
# title: what is downloaded is run at once
# description: Nobody has read it, and the server may send something else next time.
# custom:
#   id: pipe-to-shell
#   severity: high
#   controls:
#   - CWE-494
findings contains lib.report(rego.metadata.rule(), hit) if {
	some place in lib.blocks({"resource", "module", "locals"})
	walk(place.body, [path, value])
	path[count(path) - 1] != "__expr__"
	text := script(value)
	regex.match(`\b(curl|wget)\b[^\n|;&]*\|\s*(sudo\s+(-\S+\s+)*)?(ba|da|z|k|a)?sh\b`, text)
	hit := lib.hit(place, path, "curl or wget piped to a shell")
}

script(value) := value if {
	is_string(value)
}

script(value) := value.__expr__ if {
	is_object(value)
	not value.__call__
}
