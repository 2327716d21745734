package e2.terraform_test

test_hardcoded_secret_found if {
	literal := resource("aws_db_instance", {"password": "hunter2hunter2"})
	found("hardcoded-secret", [literal]) == {first(["password"])}
	nested_one := module({"users": [{"name": "a", "db_password": "hunter2"}]})
	found("hardcoded-secret", [nested_one]) == {first(["users", 0, "db_password"])}
	key := block("provider", ["aws"], {"secret_key": "x"})
	found("hardcoded-secret", [key]) == {first(["secret_key"])}
}

test_hardcoded_secret_found_in_stores_and_by_its_looks if {
	store := resource("azurerm_key_vault_secret", {"value": "cedar-window"})
	found("hardcoded-secret", [store]) == {first(["value"])}
	looks := block("provider", ["aws"], {"access_key": "AKIAIOSFODNN7EXAMPLE"})
	found("hardcoded-secret", [looks]) == {first(["access_key"])}
	script_text := resource("aws_instance", {"user_data": "x\n-----BEGIN RSA PRIVATE KEY-----\n"})
	found("hardcoded-secret", [script_text]) == {first(["user_data"])}
}

test_hardcoded_secret_clean if {
	found("hardcoded-secret", [
		resource("aws_db_instance", {"password": unknown}),
		resource("aws_db_instance", {"password": ""}),
		resource("aws_db_instance", {"password": null}),
		resource("aws_db_instance", {"password": "<your password>"}),
		block("provider", ["aws"], {"secret_key": "mock_secret_key"}),
		resource("aws_ecs_task_definition", {"secret": "name-of-secret"}),
		module({"master_password": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x"}),
		module({"password_wo_version": "1", "manage_master_user_password": "true"}),
	]) == set()
}

test_secret_variable_not_sensitive_found if {
	found("secret-variable-not-sensitive", [variable("db_password", {"type": {"__expr__": "string"}})]) == {whole}
	off := variable("api_key", {"sensitive": false})
	found("secret-variable-not-sensitive", [off]) == {first(["sensitive"])}
}

test_secret_variable_not_sensitive_clean if {
	found("secret-variable-not-sensitive", [
		variable("db_password", {"sensitive": true}),
		variable("db_password", {"type": {"__expr__": "bool"}}),
		variable("create_random_password", {}),
		variable("password_length", {}),
		variable("secret_arn", {}),
	]) == set()
}

test_secret_variable_default_found if {
	body := {"default": "changeme", "sensitive": true}
	found("secret-variable-default", [variable("admin_password", body)]) == {first(["default"])}
}

test_secret_variable_default_clean if {
	found("secret-variable-default", [
		variable("admin_password", {"default": ""}),
		variable("admin_password", {"default": null}),
		variable("password_policy", {"default": "strict"}),
	]) == set()
}

output(name, body) := block("output", [name], body)

test_secret_output_not_sensitive_found if {
	named := output("db_password", {"value": unknown})
	found("secret-output-not-sensitive", [named]) == {whole}
	referred := output("login", {
		"sensitive": false,
		"value": {"__expr__": "random_password.db.result"},
	})
	found("secret-output-not-sensitive", [referred]) == {first(["sensitive"])}
}

test_secret_output_not_sensitive_clean if {
	found("secret-output-not-sensitive", [
		output("db_password", {"value": unknown, "sensitive": true}),
		output("secret", {"value": {"__expr__": "aws_secretsmanager_secret.x.arn"}}),
		output("secret_arn", {"value": unknown}),
		output("encrypted_password", {"value": unknown}),
		output("suffix", {"value": {"__expr__": "random_string.suffix.result"}}),
		output("endpoint", {"value": {"__expr__": "aws_db_instance.x.endpoint"}}),
	]) == set()
}
