# Überwachung der Server im Lager. Rückfragen an die Haustechnik.
resource "azurerm_monitor_action_group" "warehouse" {
  name                = "warehouse"
  resource_group_name = var.resource_group
  short_name          = "warehouse"

  email_receiver {
    name          = "Haustechnik München"
    email_address = "haustechnik@example.org"
  }
}
