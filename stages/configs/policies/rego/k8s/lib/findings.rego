# What a rule gives. Its id and severity stand in its annotations only.
package e2.k8s.lib

finding(annotations, path, label, text) := {
	"rule": annotations.custom.id,
	"severity": annotations.custom.severity,
	"msg": sprintf("%s %s", [label, text]),
	"path": path,
}
