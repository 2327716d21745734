package e2.terraform_test

document(statement) := block("data", ["aws_iam_policy_document", "x"], {"statement": [statement]})

encoded(statement) := resource("aws_iam_policy", {"policy": {
	"__expr__": "jsonencode(...)",
	"__call__": "jsonencode",
	"__args__": [{"Version": "2012-10-17", "Statement": [statement]}],
}})

texted(statement) := resource("aws_iam_policy", {"policy": json.marshal({"Statement": statement})})

inside_json(path) := first(array.concat(["policy", "__args__", 0, "Statement", 0], path))

test_iam_admin_policy_found if {
	found("iam-admin-policy", [document({"actions": ["s3:Get*", "*"], "resources": ["*"]})]) == {first([
		"statement",
		0,
		"actions",
		1,
	])}
	admin := {"Effect": "Allow", "Action": "*", "Resource": "*"}
	found("iam-admin-policy", [encoded(admin)]) == {inside_json(["Action"])}
	found("iam-admin-policy", [texted(admin)]) == {first(["policy"])}
}

test_iam_admin_policy_found_in_arguments_of_modules if {
	statements := module({"policy_statements": [{"actions": ["*"], "resources": ["*"]}]})
	found("iam-admin-policy", [statements]) == {first(["policy_statements", 0, "actions", 0])}
}

test_iam_admin_policy_clean if {
	found("iam-admin-policy", [
		document({"effect": "Deny", "actions": ["*"], "resources": ["*"]}),
		document({"actions": ["*"], "resources": ["arn:aws:s3:::x"]}),
		document({"actions": ["*"], "resources": ["*"], "condition": [{"test": "Bool"}]}),
		document({"actions": ["*"], "resources": unknown}),
		document({"actions": ["*"], "resources": ["*"], "principals": [{"type": "Service"}]}),
		document({"actions": ["*"], "resources": ["*"], "dynamic": [{"__labels__": ["condition"]}]}),
		encoded({"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}),
		texted([{"Effect": "Deny", "Action": "*", "Resource": "*"}]),
	]) == set()
}

test_iam_service_wildcard_found if {
	buckets := encoded({"Effect": "Allow", "Action": ["ec2:Describe*", "s3:*"], "Resource": ["*"]})
	found("iam-service-wildcard", [buckets]) == {inside_json(["Action", 1])}
}

test_iam_service_wildcard_clean if {
	found("iam-service-wildcard", [
		encoded({"Effect": "Allow", "Action": "ec2:Describe*", "Resource": "*"}),
		encoded({"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::x"}),
		encoded({"Effect": "Allow", "Action": "kms:*", "Resource": "*", "Principal": {"AWS": unknown}}),
	]) == set()
}

test_iam_wildcard_principal_found if {
	everyone := {"effect": "Allow", "actions": ["sqs:SendMessage"], "resources": ["*"]}
	named := object.union(everyone, {"principals": [{"type": "AWS", "identifiers": ["*"]}]})
	found("iam-wildcard-principal", [document(named)]) == {first(["statement", 0, "principals", 0, "identifiers", 0])}
	short := {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Principal": "*"}
	found("iam-wildcard-principal", [encoded(short)]) == {inside_json(["Principal"])}
	long := object.union(short, {"Principal": {"AWS": "*"}})
	found("iam-wildcard-principal", [encoded(long)]) == {inside_json(["Principal", "AWS"])}
}

test_iam_wildcard_principal_clean if {
	found("iam-wildcard-principal", [
		document({"principals": [{"type": "Service", "identifiers": ["*"]}]}),
		document({"effect": "Deny", "principals": [{"type": "*", "identifiers": ["*"]}]}),
		document({"principals": [{"type": "*", "identifiers": ["*"]}], "condition": [{"test": "Bool"}]}),
		encoded({"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}),
	]) == set()
}

test_iam_user_policy_found if {
	found("iam-user-policy", [resource("aws_iam_user_policy_attachment", {})]) == {whole}
}

test_iam_user_policy_clean if {
	found("iam-user-policy", [resource("aws_iam_group_policy_attachment", {})]) == set()
}

test_iam_administrator_access_found if {
	body := {"policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess"}
	attached := resource("aws_iam_role_policy_attachment", body)
	found("iam-administrator-access", [attached]) == {first(["policy_arn"])}
}

test_iam_administrator_access_clean if {
	found("iam-administrator-access", [
		resource("aws_iam_role_policy_attachment", {"policy_arn": unknown}),
		resource("aws_iam_role_policy_attachment", {"policy_arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}),
	]) == set()
}

passwords(body) := resource("aws_iam_account_password_policy", body)

test_iam_password_length_found if {
	short := passwords({"minimum_password_length": 8})
	found("iam-password-length", [short]) == {first(["minimum_password_length"])}
	found("iam-password-length", [passwords({})]) == {whole}
}

test_iam_password_length_clean if {
	found("iam-password-length", [
		passwords({"minimum_password_length": 14}),
		passwords({"minimum_password_length": unknown}),
	]) == set()
}
