resource "google_compute_network" "analytics" {
  name                    = "analytics"
  auto_create_subnetworks = true
}

resource "google_compute_firewall" "notebooks" {
  name    = "notebooks"
  network = google_compute_network.analytics.name

  allow {
    protocol = "tcp"
    ports    = ["22", "8888"]
  }

  source_ranges = ["0.0.0.0/0"]
  target_tags   = ["notebook"]
}

resource "google_compute_firewall" "internal" {
  name    = "internal"
  network = google_compute_network.analytics.name

  allow { protocol = "icmp" }
  allow { protocol = "tcp" }

  # One network of each region that has nodes: Belgium, the Netherlands.
  source_ranges = [for region in [0, 4] : cidrsubnet("10.128.0.0/9", 11, region)]
}

resource "google_compute_instance" "notebook" {
  name           = "notebook"
  machine_type   = "e2-standard-4"
  zone           = "europe-west1-b"
  can_ip_forward = true
  tags           = ["notebook"]

  boot_disk {
    initialize_params { image = "debian-cloud/debian-12" }
  }

  network_interface {
    network = google_compute_network.analytics.name
    access_config {}
  }

  metadata = {
    enable-oslogin     = "FALSE"
    serial-port-enable = "TRUE"
  }

  service_account {
    scopes = ["cloud-platform"]
  }
}
