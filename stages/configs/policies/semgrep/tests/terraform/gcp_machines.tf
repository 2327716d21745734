resource "google_compute_instance" "wrong" {
  # ruleid: gcp-ip-forwarding
  can_ip_forward = true

  metadata = {
    # ruleid: gcp-serial-port
    serial-port-enable = "TRUE"
  }
}

resource "google_compute_instance" "right" {
  # ok: gcp-ip-forwarding
  can_ip_forward = false

  metadata = {
    # ok: gcp-serial-port
    serial-port-enable = false
  }
}

resource "google_container_cluster" "wrong" {
  # ruleid: gke-legacy-abac
  enable_legacy_abac = true

  master_auth {
    client_certificate_config {
      # ruleid: gke-client-certificate
      issue_client_certificate = true
    }
  }
}

resource "google_container_cluster" "right" {
  # ok: gke-legacy-abac
  enable_legacy_abac = false

  master_auth {
    client_certificate_config {
      # ok: gke-client-certificate
      issue_client_certificate = false
    }
  }
}

resource "google_compute_firewall" "wrong" {
  allow {
    protocol = "tcp"
    ports    = ["22", "8888"]
  }

  # ruleid: gcp-firewall-open-ssh
  source_ranges = ["0.0.0.0/0"]
}

resource "google_compute_firewall" "web" {
  allow {
    protocol = "tcp"
    ports    = ["443"]
  }

  # ok: gcp-firewall-open-ssh
  source_ranges = ["0.0.0.0/0"]
}

resource "google_compute_firewall" "outbound" {
  direction = "EGRESS"

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }

  # ok: gcp-firewall-open-ssh
  source_ranges = ["0.0.0.0/0"]
}
