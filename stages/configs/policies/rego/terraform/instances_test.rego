package e2.terraform_test

test_instance_public_ip_found if {
	body := {"associate_public_ip_address": true}
	found("instance-public-ip", [resource("aws_instance", body)]) == {first(["associate_public_ip_address"])}
	template := resource("aws_launch_template", {"network_interfaces": [body]})
	found("instance-public-ip", [template]) == {first(["network_interfaces", 0, "associate_public_ip_address"])}
}

test_instance_public_ip_clean if {
	found("instance-public-ip", [
		resource("aws_instance", {"associate_public_ip_address": false}),
		resource("aws_instance", {"associate_public_ip_address": unknown}),
		resource("aws_instance", {}),
	]) == set()
}

test_instance_imdsv1_found if {
	found("instance-imdsv1", [resource("aws_instance", {})]) == {whole}
	optional := resource("aws_instance", {"metadata_options": [{"http_tokens": "optional"}]})
	found("instance-imdsv1", [optional]) == {first(["metadata_options", 0, "http_tokens"])}
	silent := resource("aws_launch_template", {"metadata_options": [{"http_put_response_hop_limit": 1}]})
	found("instance-imdsv1", [silent]) == {first(["metadata_options", 0])}
}

test_instance_imdsv1_clean if {
	found("instance-imdsv1", [
		resource("aws_instance", {"metadata_options": [{"http_tokens": "required"}]}),
		resource("aws_instance", {"metadata_options": [{"http_tokens": unknown}]}),
		resource("aws_instance", {"metadata_options": [{"http_endpoint": "disabled"}]}),
		resource("aws_instance", {"dynamic": [{
			"__labels__": ["metadata_options"],
			"content": [{"http_tokens": unknown}],
		}]}),
	]) == set()
}

image(body) := block("data", ["aws_ami", "x"], object.union({"most_recent": true}, body))

test_ami_owner_found if {
	by_name := image({"filter": [{"name": "name", "values": ["ubuntu-*"]}]})
	found("ami-owner", [by_name]) == {first(["most_recent"])}
}

test_ami_owner_clean if {
	found("ami-owner", [
		image({"owners": ["self"]}),
		image({"owners": unknown}),
		image({"filter": [{"name": "owner-alias", "values": ["amazon"]}]}),
		image({"most_recent": false}),
	]) == set()
}
