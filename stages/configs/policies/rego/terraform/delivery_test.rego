package e2.terraform_test

listener(body) := resource("aws_lb_listener", body)

test_lb_plain_http_found if {
	forwarding := listener({"protocol": "HTTP", "default_action": [{"type": "forward"}]})
	found("lb-plain-http", [forwarding]) == {first(["protocol"])}
	classic := resource("aws_elb", {"listener": [{"lb_protocol": "http"}]})
	found("lb-plain-http", [classic]) == {first(["listener", 0, "lb_protocol"])}
}

test_lb_plain_http_clean if {
	found("lb-plain-http", [
		listener({"protocol": "HTTP", "default_action": [{"type": "redirect"}]}),
		listener({"protocol": "HTTPS", "default_action": [{"type": "forward"}]}),
		listener({"protocol": unknown, "default_action": [{"type": "forward"}]}),
	]) == set()
}

test_lb_weak_tls_policy_found if {
	old := listener({"protocol": "HTTPS", "ssl_policy": "ELBSecurityPolicy-2016-08"})
	found("lb-weak-tls-policy", [old]) == {first(["ssl_policy"])}
	found("lb-weak-tls-policy", [listener({"protocol": "TLS"})]) == {whole}
}

test_lb_weak_tls_policy_clean if {
	found("lb-weak-tls-policy", [
		listener({"protocol": "HTTPS", "ssl_policy": "ELBSecurityPolicy-TLS13-1-2-2021-06"}),
		listener({"protocol": "HTTPS", "ssl_policy": unknown}),
		listener({"protocol": "HTTP"}),
	]) == set()
}

distribution(kind, policy) := resource(
	"aws_cloudfront_distribution",
	{kind: [{"viewer_protocol_policy": policy}]},
)

test_cloudfront_viewer_http_found if {
	found("cloudfront-viewer-http", [distribution("default_cache_behavior", "allow-all")]) == {first([
		"default_cache_behavior",
		0,
		"viewer_protocol_policy",
	])}
}

test_cloudfront_viewer_http_clean if {
	found("cloudfront-viewer-http", [
		distribution("default_cache_behavior", "redirect-to-https"),
		distribution("ordered_cache_behavior", unknown),
	]) == set()
}

test_lb_invalid_headers_found if {
	found("lb-invalid-headers", [resource("aws_lb", {})]) == {whole}
	off := resource("aws_lb", {"drop_invalid_header_fields": false})
	found("lb-invalid-headers", [off]) == {first(["drop_invalid_header_fields"])}
}

test_lb_invalid_headers_clean if {
	found("lb-invalid-headers", [
		resource("aws_lb", {"drop_invalid_header_fields": true}),
		resource("aws_lb", {"load_balancer_type": "network"}),
		resource("aws_lb", {"load_balancer_type": unknown}),
	]) == set()
}
