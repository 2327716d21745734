data "azurerm_client_config" "current" {}

resource "azurerm_key_vault" "office" {
  name                = "shop-office"
  location            = var.location
  resource_group_name = var.resource_group
  tenant_id           = data.azurerm_client_config.current.tenant_id
  sku_name            = "standard"

  purge_protection_enabled   = false
  soft_delete_retention_days = 7

  network_acls {
    default_action = "Allow"
    bypass         = "AzureServices"
  }
}

resource "azurerm_key_vault_secret" "printer" {
  name         = "printer-pin"
  value        = "cedar-window-6613"
  key_vault_id = azurerm_key_vault.office.id
}

resource "azurerm_kubernetes_cluster" "office" {
  name                = "office"
  location            = var.location
  resource_group_name = var.resource_group
  dns_prefix          = "office"

  local_account_disabled            = false
  role_based_access_control_enabled = false

  default_node_pool {
    name       = "default"
    vm_size    = "Standard_D2s_v5"
    node_count = 2
  }

  identity { type = "SystemAssigned" }
}

resource "azurerm_mssql_server" "office" {
  name                         = "shop-office"
  resource_group_name          = var.resource_group
  location                     = var.location
  version                      = "12.0"
  administrator_login          = "office"
  administrator_login_password = var.sql_password
  minimum_tls_version          = "1.0"
}

variable "sql_password" {
  description = "Password of the administrator"
  type        = string
  default     = "Lantern-Quay-77"
}
