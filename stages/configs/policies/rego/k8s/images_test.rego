package e2.k8s_test

test_latest_image_tag_found if {
	id := "latest-image-tag"
	found(id, container({"image": "nginx"})) == {
		at(["image"]): `Pod web: container "app" runs the image nginx of no fixed version`,
	}
	every image in ["nginx:latest", "registry:5000/nginx", "registry:5000/a/nginx:latest"] {
		paths(id, container({"image": image})) == {at(["image"])}
	}
}

test_latest_image_tag_clean if {
	digest := "nginx@sha256:0000000000000000000000000000000000000000000000000000000000000000"
	every image in ["nginx:1.27", "registry:5000/nginx:1", digest, "${IMAGE}", "<your-image>", ""] {
		clean("latest-image-tag", container({"image": image}))
	}
}

policy(image, value) := container({"image": image, "imagePullPolicy": value})

test_image_pull_policy_found if {
	id := "image-pull-policy"
	found(id, policy("nginx", "IfNotPresent")) == {
		at(["imagePullPolicy"]): `Pod web: container "app" runs the image that the node has (IfNotPresent)`,
	}
	paths(id, policy("nginx:1.27", "Never")) == {at(["imagePullPolicy"])}
}

test_image_pull_policy_clean if {
	clean("image-pull-policy", policy("nginx", "Always"))
	clean("image-pull-policy", policy("nginx:1.27", "IfNotPresent"))
}
