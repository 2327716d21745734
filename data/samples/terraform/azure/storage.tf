resource "azurerm_resource_group" "pictures" {
  name     = "shop-pictures"
  location = "westeurope"
}

resource "azurerm_storage_account" "pictures" {
  name                     = "shoppictures"
  resource_group_name      = azurerm_resource_group.pictures.name
  location                 = azurerm_resource_group.pictures.location
  account_tier             = "Standard"
  account_replication_type = "ZRS"

  # Scanners in the photo studio only speak the old protocol.
  min_tls_version                 = "TLS1_0"
  https_traffic_only_enabled      = false
  allow_nested_items_to_be_public = true
  public_network_access_enabled   = true

  network_rules {
    default_action = "Allow"
    bypass         = ["AzureServices"]
  }

  blob_properties {
    cors_rule {
      allowed_headers    = ["*"]
      allowed_methods    = ["GET", "HEAD"]
      allowed_origins    = ["https://shop.example.org"]
      exposed_headers    = ["ETag"]
      max_age_in_seconds = 3600
    }
  }
}

resource "azurerm_storage_container" "originals" {
  name                  = "originals"
  storage_account_name  = azurerm_storage_account.pictures.name
  container_access_type = "container"
}
