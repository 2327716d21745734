# Images of containers.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: Image without a fixed version
# description: What runs changes when the tag moves, and can't be known or rolled back.
# custom:
#   id: latest-image-tag
#   severity: medium
#   controls:
#     - "Kubernetes documentation: Images, Image names"
#     - "NSA/CISA Kubernetes Hardening Guide: Building secure container images"
findings contains lib.finding(rego.metadata.rule(), path, container.label, text) if {
	some container in lib.containers
	lib.image_tag(container.value.image) in lib.moving_tags
	path := lib.below(container, ["image"])
	text := sprintf("runs the image %s of no fixed version", [container.value.image])
}

# METADATA
# title: Image not pulled anew
# description: The node may run an old image, or one that was put there without its registry.
# custom:
#   id: image-pull-policy
#   severity: low
#   controls:
#     - "Kubernetes documentation: Images, Image pull policy"
findings contains lib.finding(rego.metadata.rule(), path, container.label, text) if {
	some container in lib.containers
	stale_image(container.value)
	path := lib.below(container, ["imagePullPolicy"])
	text := sprintf("runs the image that the node has (%s)", [container.value.imagePullPolicy])
}

stale_image(container) if container.imagePullPolicy == "Never"

stale_image(container) if {
	container.imagePullPolicy == "IfNotPresent"
	lib.image_tag(container.image) in lib.moving_tags
}
