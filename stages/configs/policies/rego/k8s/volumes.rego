# File systems and volumes.
package e2.k8s

import data.e2.k8s.lib

# METADATA
# title: Writable root file system
# description: Who gets into the container can change its programs.
# custom:
#   id: read-only-root-filesystem
#   severity: low
#   controls:
#     - "NSA/CISA Kubernetes Hardening Guide: Immutable container file systems"
findings contains lib.finding(rego.metadata.rule(), setting.path, container.label, text) if {
	text := "can write to its root file system"
	some container in lib.lasting_containers
	not container.pod.windows
	setting := lib.own(container, ["readOnlyRootFilesystem"])
	setting.value in {null, false}
}

# METADATA
# title: Volume of the node
# description: A hostPath volume gives the pod files of its node.
# custom:
#   id: host-path-volume
#   severity: high
#   controls:
#     - CIS Kubernetes v1.10 5.2.12
#     - "PSS Baseline: HostPath Volumes"
findings contains lib.finding(rego.metadata.rule(), path, pod.label, text) if {
	some pod in lib.pods
	some volume in lib.entries(pod, "volumes")
	host_path := volume.value.hostPath.path
	is_string(host_path)
	not is_socket(host_path)
	path := lib.below(volume, ["hostPath"])
	text := sprintf("has a volume with %s of the node", [host_path])
}

# METADATA
# title: Socket of the container runtime
# description: Who can write to this socket can start privileged containers on the node.
# custom:
#   id: docker-socket-mount
#   severity: critical
#   controls:
#     - CIS Kubernetes v1.10 5.2.12
#     - "PSS Baseline: HostPath Volumes"
findings contains lib.finding(rego.metadata.rule(), path, pod.label, text) if {
	some pod in lib.pods
	some volume in lib.entries(pod, "volumes")
	socket := volume.value.hostPath.path
	is_string(socket)
	is_socket(socket)
	path := lib.below(volume, ["hostPath", "path"])
	text := sprintf("has a volume with %s, the socket of the container runtime", [socket])
}

# METADATA
# title: Git volume
# description: |
#   A gitRepo volume has the node run git on what the pod's author names. It is deprecated and off by
#   default since Kubernetes 1.33.
# custom:
#   id: git-repo-volume
#   severity: medium
#   controls:
#     - "PSS Restricted: Volume Types"
findings contains lib.finding(rego.metadata.rule(), path, pod.label, text) if {
	text := "has a gitRepo volume"
	some pod in lib.pods
	some volume in lib.entries(pod, "volumes")
	is_object(volume.value.gitRepo)
	path := lib.below(volume, ["gitRepo"])
}

# METADATA
# title: Persistent volume of a node
# description: A pod that claims this volume gets files of its node, past all rules for pods.
# custom:
#   id: host-path-persistent-volume
#   severity: medium
#   controls:
#     - "Kubernetes RBAC Good Practices: Persistent volume creation"
findings contains lib.finding(rego.metadata.rule(), path, volume.label, text) if {
	some volume in lib.objects_of({""}, {"PersistentVolume"})
	host_path := volume.value.spec.hostPath.path
	is_string(host_path)
	path := lib.below(volume, ["spec", "hostPath"])
	text := sprintf("gives access to %s of the node", [host_path])
}

is_socket(path) if regex.match(`/(docker|containerd|crio|cri-dockerd|podman)\.sock$`, path)
