# Addresses and the annotations that providers read.
package e2.k8s.lib

everyone := {"0.0.0.0/0", "::/0"}

# Annotations that make a load balancer internal or limit its clients, and those that give an
# Ingress a certificate, by the documentation of the providers' controllers.
limited_by_annotation(value) if {
	some key, setting in members(value, ["metadata", "annotations"])
	regex.match(`load-balancer-(type|internal|scheme)$|internal-load-balancer$|ip-type$`, key)
	setting in {"internal", "Internal", "true", "private"}
}

# Any value of this one means internal, once 0.0.0.0/0 was usual.
limited_by_annotation(value) if {
	key := "service.beta.kubernetes.io/aws-load-balancer-internal"
	look(value, ["metadata", "annotations", key]) in {"0.0.0.0/0", "yes"}
}

limited_by_annotation(value) if {
	key := "service.beta.kubernetes.io/load-balancer-source-ranges"
	ranges := look(value, ["metadata", "annotations", key])
	is_string(ranges)
	every range in split(ranges, ",") {
		not trim_space(range) in everyone
	}
}

certified_by_annotation(value) if {
	some key, setting in members(value, ["metadata", "annotations"])
	split(key, "/")[1] in certificate_keys
	setting != ""
}

# This controller looks for a certificate of the host by itself.
certified_by_annotation(value) if {
	key := "alb.ingress.kubernetes.io/listen-ports"
	contains(look(value, ["metadata", "annotations", key]), "HTTPS")
}

certificate_keys := {
	"appgw-ssl-certificate",
	"certificate-arn",
	"managed-certificates",
	"pre-shared-cert",
	"termination",
}
