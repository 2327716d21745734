resource "azurerm_key_vault" "wrong" {
  # ruleid: key-vault-purge-protection
  purge_protection_enabled = false
}

resource "azurerm_key_vault" "right" {
  # ok: key-vault-purge-protection
  purge_protection_enabled = true
}

resource "azurerm_kubernetes_cluster" "wrong" {
  # ruleid: aks-rbac
  role_based_access_control_enabled = false
}

resource "azurerm_kubernetes_cluster" "right" {
  # ok: aks-rbac
  role_based_access_control_enabled = true
}

resource "azurerm_mssql_server" "wrong" {
  # ruleid: azure-database-public
  public_network_access_enabled = true
}

resource "azurerm_mssql_server" "right" {
  # ok: azure-database-public
  public_network_access_enabled = false
}

resource "azurerm_linux_web_app" "wrong" {
  # ruleid: azure-app-http
  https_only = false
}

resource "azurerm_linux_web_app" "right" {
  # ok: azure-app-http
  https_only = true
}

resource "azurerm_linux_virtual_machine" "wrong" {
  # ruleid: azure-vm-password
  disable_password_authentication = false
}

resource "azurerm_linux_virtual_machine" "right" {
  # ok: azure-vm-password
  disable_password_authentication = true
}
