package e2.terraform

import data.e2.terraform.lib

# METADATA
# title: the load balancer takes plain HTTP
# description: It should send browsers on to HTTPS, and serve nothing else without it.
# custom:
#   id: lb-plain-http
#   severity: medium
#   controls:
#   - AWS Security Hub ELB.1
#   - AWS Security Hub ELB.3
#   - AWS Security Hub ELB.18
findings contains lib.report(rego.metadata.rule(), hit) if {
	classic := lib.nested(lib.resources({"aws_elb"}), "listener")
	some hit in array.concat(
		lib.wrong(serving_listeners, {"protocol"}, {"HTTP", "http"}),
		lib.wrong(classic, {"lb_protocol"}, {"HTTP", "http"}),
	)
}

load_balancer_listeners := lib.resources({"aws_lb_listener", "aws_alb_listener"})

serving_listeners := [listener |
	some listener in load_balancer_listeners
	some action in lib.nested([listener], "default_action")
	action.body.type in {"forward", "fixed-response", "authenticate-oidc", "authenticate-cognito"}
]

# METADATA
# title: malformed headers reach the targets
# description: They are used to smuggle requests past the load balancer.
# custom:
#   id: lb-invalid-headers
#   severity: low
#   controls:
#   - AWS Security Hub ELB.4
findings contains lib.report(rego.metadata.rule(), hit) if {
	application := [balancer |
		some balancer in lib.resources({"aws_lb", "aws_alb"})
		object.get(balancer.body, "load_balancer_type", "application") == "application"
	]
	some hit in lib.not_true(application, "drop_invalid_header_fields")
}

# METADATA
# title: clients may connect with TLS 1.0 or 1.1
# description: Both have been given up by their makers (RFC 8996).
# custom:
#   id: lb-weak-tls-policy
#   severity: medium
#   controls:
#   - AWS Security Hub ELB.17
#   - RFC 8996
findings contains lib.report(rego.metadata.rule(), hit) if {
	some hit in array.concat(
		lib.wrong(load_balancer_listeners, {"ssl_policy"}, weak_policies),
		lib.lacking(tls_listeners, "ssl_policy"),
	)
}

# The default of the API is ELBSecurityPolicy-2016-08.
tls_listeners := [listener |
	some listener in load_balancer_listeners
	listener.body.protocol in {"HTTPS", "TLS"}
]

# Policies of Elastic Load Balancing whose tables list TLS 1.0 or 1.1.
weak_policies := {
	"ELBSecurityPolicy-2015-05",
	"ELBSecurityPolicy-2016-08",
	"ELBSecurityPolicy-FS-2018-06",
	"ELBSecurityPolicy-FS-1-1-2019-08",
	"ELBSecurityPolicy-TLS-1-0-2015-04",
	"ELBSecurityPolicy-TLS-1-1-2017-01",
	"ELBSecurityPolicy-TLS13-1-0-2021-06",
	"ELBSecurityPolicy-TLS13-1-1-2021-06",
}

# METADATA
# title: the distribution answers over plain HTTP
# description: Others on the way can read and change what visitors get.
# custom:
#   id: cloudfront-viewer-http
#   severity: medium
#   controls:
#   - AWS Security Hub CloudFront.3
findings contains lib.report(rego.metadata.rule(), hit) if {
	distributions := lib.resources({"aws_cloudfront_distribution"})
	some kind in {"default_cache_behavior", "ordered_cache_behavior"}
	behaviours := lib.nested(distributions, kind)
	some hit in lib.wrong(behaviours, {"viewer_protocol_policy"}, {"allow-all"})
}
