# Names of images.
package e2.k8s.lib

# The tag of an image, "" if there is none; undefined for one that a digest pins and for a name
# that a tool is still to fill in.
image_tag(image) := tag if {
	is_string(image)
	regex.match(`^[^\s@${}<>%]+$`, image)
	parts := split(image, "/")
	tag := trim_prefix(regex.replace(parts[count(parts) - 1], `^[^:]*`, ""), ":")
}

# Tags that get a new image with every release.
moving_tags := {"", "latest"}
