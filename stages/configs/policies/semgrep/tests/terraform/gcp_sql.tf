resource "google_sql_database_instance" "wrong" {
  settings {
    ip_configuration {
      # ruleid: gcp-sql-public-ip
      ipv4_enabled = true
      # ruleid: gcp-sql-tls
      require_ssl = false

      authorized_networks {
        name = "all"
        # ruleid: gcp-sql-open-network
        value = "0.0.0.0/0"
      }
    }
  }
}

resource "google_sql_database_instance" "right" {
  settings {
    ip_configuration {
      # ok: gcp-sql-public-ip
      ipv4_enabled = false
      # ok: gcp-sql-tls
      ssl_mode = "ENCRYPTED_ONLY"

      authorized_networks {
        # ok: gcp-sql-open-network
        value = "198.51.100.7/32"
      }
    }
  }
}
