package e2.k8s_test

first_volume := ["spec", "volumes", 0]

test_read_only_root_filesystem_found if {
	id := "read-only-root-filesystem"
	found(id, container({})) == {
		at([]): `Pod web: container "app" can write to its root file system`,
	}
	key := "readOnlyRootFilesystem"
	paths(id, secure({key: false})) == {in_context([key])}
}

test_read_only_root_filesystem_clean if {
	id := "read-only-root-filesystem"
	clean(id, secure({"readOnlyRootFilesystem": true}))
	one := app({"securityContext": {"readOnlyRootFilesystem": true}})
	clean(id, pod({"containers": [one], "ephemeralContainers": [app({})]}))
}

test_host_path_volume_found if {
	found("host-path-volume", volume({"hostPath": {"path": "/etc"}})) == {
		array.concat(first_volume, ["hostPath"]): "Pod web: has a volume with /etc of the node",
	}
}

test_host_path_volume_clean if {
	clean("host-path-volume", volume({"emptyDir": {}}))
	clean("host-path-volume", volume({"hostPath": null}))
	clean("host-path-volume", volume({"hostPath": {"path": "/var/run/docker.sock"}}))
}

test_docker_socket_mount_found if {
	every socket in ["/var/run/docker.sock", "/run/containerd/containerd.sock", "/run/crio/crio.sock"] {
		value := volume({"hostPath": {"path": socket}})
		paths("docker-socket-mount", value) == {array.concat(first_volume, ["hostPath", "path"])}
	}
}

test_docker_socket_mount_clean if {
	clean("docker-socket-mount", volume({"hostPath": {"path": "/var/run/mydocker.sock.d"}}))
	clean("docker-socket-mount", volume({"hostPath": {"path": "/run/mysql.sock"}}))
}

test_git_repo_volume_found if {
	value := volume({"gitRepo": {"repository": "https://example.org/a.git"}})
	paths("git-repo-volume", value) == {array.concat(first_volume, ["gitRepo"])}
}

test_git_repo_volume_clean if clean("git-repo-volume", volume({"emptyDir": {}}))

test_host_path_persistent_volume_found if {
	value := object_of("v1", "PersistentVolume", {"spec": {"hostPath": {"path": "/tmp"}}})
	found("host-path-persistent-volume", value) == {
		["spec", "hostPath"]: "PersistentVolume web: gives access to /tmp of the node",
	}
}

test_host_path_persistent_volume_clean if {
	value := object_of("v1", "PersistentVolume", {"spec": {"nfs": {"path": "/tmp"}}})
	clean("host-path-persistent-volume", value)
}
