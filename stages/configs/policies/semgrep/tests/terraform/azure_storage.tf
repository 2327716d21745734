resource "azurerm_storage_account" "wrong" {
  # ruleid: azure-storage-http
  https_traffic_only_enabled = false
  # ruleid: azure-storage-public
  allow_nested_items_to_be_public = true
  # ruleid: azure-weak-tls
  min_tls_version = "TLS1_0"

  network_rules {
    # ruleid: azure-storage-network
    default_action = "Allow"
  }
}

resource "azurerm_storage_account" "right" {
  # ok: azure-storage-http
  https_traffic_only_enabled = true
  # ok: azure-storage-public
  allow_nested_items_to_be_public = false
  # ok: azure-weak-tls
  min_tls_version = "TLS1_2"

  network_rules {
    # ok: azure-storage-network
    default_action = "Deny"
  }
}

resource "azurerm_storage_container" "wrong" {
  # ruleid: azure-storage-public
  container_access_type = "blob"
}

resource "azurerm_linux_web_app" "wrong" {
  site_config {
    # ruleid: azure-weak-tls
    minimum_tls_version = "1.1"
  }
}

resource "azurerm_key_vault" "wrong" {
  network_acls {
    # ruleid: key-vault-network
    default_action = "Allow"
  }
}

resource "azurerm_key_vault" "right" {
  network_acls {
    # ok: key-vault-network
    default_action = "Deny"
  }
}
