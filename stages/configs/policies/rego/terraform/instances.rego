package e2.terraform

import data.e2.terraform.lib

launching := {"aws_instance", "aws_launch_template", "aws_launch_configuration"}

# METADATA
# title: the instance gets a public address
# description: Machines are better reached through load balancers and private networks.
# custom:
#   id: instance-public-ip
#   severity: medium
#   controls:
#   - AWS Security Hub EC2.9
#   - AWS Security Hub EC2.25
#   - AWS Security Hub AutoScaling.5
findings contains lib.report(rego.metadata.rule(), hit) if {
	places := array.concat(
		lib.arguments(launching),
		lib.nested(lib.resources({"aws_launch_template"}), "network_interfaces"),
	)
	some hit in lib.wrong(places, {"associate_public_ip_address"}, lib.yes)
}

# METADATA
# title: the metadata service answers without a session token (IMDSv1)
# description: A request forged on the machine can then read the credentials of its role.
# custom:
#   id: instance-imdsv1
#   severity: high
#   controls:
#   - AWS Security Hub EC2.8
#   - AWS Security Hub EC2.170
#   - AWS Security Hub AutoScaling.3
#   - CIS AWS Foundations 3.0.0 5.6
findings contains lib.report(rego.metadata.rule(), hit) if some hit in imdsv1

imdsv1 := array.concat(
	[lib.hit_place(place, "no metadata_options") |
		some place in lib.without(lib.resources(launching), "metadata_options")
	],
	array.concat(
		lib.wrong(answering, {"http_tokens"}, {"optional"}),
		lib.lacking(answering, "http_tokens"),
	),
)

answering := [options |
	some options in lib.nested(lib.resources(launching), "metadata_options")
	object.get(options.body, "http_endpoint", "enabled") == "enabled"
]

# METADATA
# title: any publisher's image can be chosen
# description: The newest image of a name may be a stranger's, put there to be taken.
# custom:
#   id: ami-owner
#   severity: high
#   controls:
#   - Amazon EC2 User Guide, Control the discovery and use of AMIs with Allowed AMIs
#   - Terraform AWS provider, data source aws_ami, argument owners
findings contains lib.report(rego.metadata.rule(), hit) if {
	anyones := [image |
		some image in lib.data_sources("aws_ami")
		not image.body.owners
		not narrowed(image)
	]
	some hit in lib.wrong(anyones, {"most_recent"}, lib.yes)
}

narrowed(image) if {
	some filter in lib.nested([image], "filter")
	filter.body.name in {"owner-id", "owner-alias", "image-id"}
}

narrowed(image) if lib.generates(image, "filter")
