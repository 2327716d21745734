package e2.terraform

import data.e2.terraform.lib

# METADATA
# title: the policy allows every action on every resource
# description: Whoever gets hold of such an identity owns the account.
# custom:
#   id: iam-admin-policy
#   severity: high
#   controls:
#   - AWS Security Hub IAM.1
#   - CIS AWS Foundations 3.0.0 1.16
findings contains lib.report(rego.metadata.rule(), lib.hit_part(statement, action)) if {
	some statement in identity_statements
	some action in statement.actions
	action.value in {"*", "*:*"}
}

# METADATA
# title: the policy allows every action of a service
# description: It also allows the actions that the service will get, and those that nobody needs.
# custom:
#   id: iam-service-wildcard
#   severity: medium
#   controls:
#   - AWS Security Hub IAM.21
findings contains lib.report(rego.metadata.rule(), lib.hit_part(statement, action)) if {
	some statement in identity_statements
	some action in statement.actions
	regex.match(`^[a-z0-9-]+:\*$`, action.value)
}

# Statements of identity policies that hold for every resource: those with principals belong to a
# resource, which limits them.
identity_statements := [statement |
	some statement in lib.statements
	statement.allows
	not statement.conditional
	not statement.addressed
	some resource in statement.resources
	resource.value == "*"
]

# METADATA
# title: the policy allows everyone
# description: A principal of * means anybody with or without an account, if no condition limits it.
# custom:
#   id: iam-wildcard-principal
#   severity: high
#   controls:
#   - AWS Security Hub SNS.4
#   - AWS Security Hub SQS.3
#   - AWS Security Hub S3.2
#   - AWS IAM User Guide, AWS JSON policy elements, Principal
findings contains lib.report(rego.metadata.rule(), lib.hit_part(statement, principal)) if {
	some statement in lib.statements
	statement.allows
	not statement.conditional
	some principal in statement.principals
	principal.value == "*"
}

# METADATA
# title: the identity may do everything
# description: AdministratorAccess leaves nothing between a stolen session and the account.
# custom:
#   id: iam-administrator-access
#   severity: high
#   controls:
#   - AWS IAM User Guide, Security best practices, Apply least-privilege permissions
findings contains lib.report(rego.metadata.rule(), hit) if {
	attachments := lib.resources({
		"aws_iam_role_policy_attachment", "aws_iam_user_policy_attachment",
		"aws_iam_group_policy_attachment", "aws_iam_policy_attachment",
	})
	administrator := {"arn:aws:iam::aws:policy/AdministratorAccess"}
	some hit in lib.wrong(attachments, {"policy_arn"}, administrator)
}

# METADATA
# title: passwords may be shorter than 14 characters
# description: Short ones can be found by trying.
# custom:
#   id: iam-password-length
#   severity: medium
#   controls:
#   - AWS Security Hub IAM.15
#   - CIS AWS Foundations 3.0.0 1.8
findings contains lib.report(rego.metadata.rule(), hit) if {
	policies := lib.resources({"aws_iam_account_password_policy"})
	some hit in array.concat(
		lib.wrong(policies, {"minimum_password_length"}, numbers.range(0, 13)),
		lib.lacking(policies, "minimum_password_length"),
	)
}

# METADATA
# title: a policy hangs on a single user
# description: Rights that users get through groups and roles can be overseen and taken back.
# custom:
#   id: iam-user-policy
#   severity: low
#   controls:
#   - AWS Security Hub IAM.2
#   - CIS AWS Foundations 3.0.0 1.15
findings contains lib.report(rego.metadata.rule(), hit) if {
	some policy in lib.resources({"aws_iam_user_policy", "aws_iam_user_policy_attachment"})
	hit := lib.hit_place(policy, policy.type)
}
