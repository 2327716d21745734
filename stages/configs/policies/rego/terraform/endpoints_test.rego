package e2.terraform_test

fetching(url) := block("data", ["http", "x"], {"url": url})

test_plaintext_http_url_found if {
	found("plaintext-http-url", [fetching("http://example.org/ip")]) == {first(["url"])}
	repository_of_charts := resource("helm_release", {"repository": "http://charts.example.org"})
	found("plaintext-http-url", [repository_of_charts]) == {first(["repository"])}
	by_default := variable("hook_url", {"default": "http://hooks.example.org/"})
	found("plaintext-http-url", [by_default]) == {first(["default"])}
}

test_plaintext_http_url_clean if {
	found("plaintext-http-url", [
		fetching("https://example.org/ip"),
		fetching("http://localhost:8080/"),
		fetching("http://169.254.169.254/latest/meta-data/"),
		fetching("http://10.1.2.3/"),
		fetching("http://vault.service.internal:8200/"),
		fetching(unknown),
		resource("x", {"description": "http://example.org"}),
	]) == set()
}

test_tls_verification_off_found if {
	registry := block("provider", ["helm"], {"kubernetes": [{"insecure": true}]})
	found("tls-verification-off", [registry]) == {first(["kubernetes", 0, "insecure"])}
	request := block("data", ["http", "x"], {"verify_ssl": false})
	found("tls-verification-off", [request]) == {first(["verify_ssl"])}
}

test_tls_verification_off_clean if {
	found("tls-verification-off", [
		block("provider", ["helm"], {"insecure": false}),
		block("provider", ["helm"], {"insecure": unknown}),
	]) == set()
}

test_pipe_to_shell_found if {
	command := "curl -fsSL https://example.org/install.sh | sudo -E bash -"
	local := resource("null_resource", {"provisioner": [{
		"__labels__": ["local-exec"],
		"command": command,
	}]})
	found("pipe-to-shell", [local]) == {first(["provisioner", 0, "command"])}
	heredoc := resource("aws_instance", {"user_data": {"__expr__": "<<-EOT\nwget -qO- ${var.url} | sh\nEOT"}})
	found("pipe-to-shell", [heredoc]) == {first(["user_data"])}
	encoded_script := resource("aws_instance", {"user_data_base64": {
		"__expr__": "base64encode(\"curl x | sh\")",
		"__call__": "base64encode",
		"__args__": ["curl x | sh"],
	}})
	found("pipe-to-shell", [encoded_script]) == {first(["user_data_base64", "__args__", 0])}
}

test_pipe_to_shell_clean if {
	found("pipe-to-shell", [
		resource("aws_instance", {"user_data": "curl -o x https://example.org/x\nbash x"}),
		resource("aws_instance", {"user_data": "curl https://example.org/x | jq ."}),
		resource("aws_instance", {"user_data": unknown}),
	]) == set()
}
