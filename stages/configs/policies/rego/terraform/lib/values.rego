package e2.terraform.lib

# An expression has no value that can be known from the file.
known(value) if not is_object(value)

known(value) if {
	is_object(value)
	not value.__expr__
}

# Terraform converts between these.
yes := {true, "true"}

no := {false, "false"}

number(value) := to_number(value) if is_number(value)

number(value) := to_number(value) if {
	is_string(value)
	regex.match(`^-?[0-9]+$`, value)
}

items(value) := value if is_array(value)

items(value) := [value] if is_string(value)

# The source text of an expression, or the string itself.
source(value) := value if is_string(value)

source(value) := value.__expr__ if is_object(value)
