# Copies of the orders for analysis; refreshed every night.
resource "google_sql_database_instance" "analytics" {
  name                = "analytics"
  database_version    = "POSTGRES_15"
  region              = "europe-west1"
  deletion_protection = false

  settings {
    tier = "db-custom-2-7680"

    backup_configuration {
      enabled = false
    }

    ip_configuration {
      ipv4_enabled = true
      require_ssl  = false

      dynamic "authorized_networks" {
        for_each = var.allowed_networks
        content {
          name  = authorized_networks.key
          value = authorized_networks.value
        }
      }
    }

    database_flags {
      name  = "log_connections"
      value = "off"
    }
  }
}

resource "google_sql_user" "analyst" {
  name     = "analyst"
  instance = google_sql_database_instance.analytics.name
  password = "analyst"
}

variable "allowed_networks" {
  type = map(string)
  default = {
    office = "198.51.100.0/24"
    home   = "0.0.0.0/0"
  }
}

resource "google_container_cluster" "jobs" {
  name               = "jobs"
  location           = "europe-west1"
  initial_node_count = 1
  enable_legacy_abac = true

  master_auth {
    client_certificate_config { issue_client_certificate = true }
  }
}
