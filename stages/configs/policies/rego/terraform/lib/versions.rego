# Version constraints: ">= 1.2, < 2.0" is a list of conditions, all of which hold.
package e2.terraform.lib

conditions(constraint) := [trim_space(part) | some part in split(constraint, ",")]

# Only conditions that every later version meets too.
unbounded(constraint) if {
	is_string(constraint)
	every condition in conditions(constraint) {
		regex.match(`^(>=?|!=)\s*v?[0-9]`, condition)
	}
}
