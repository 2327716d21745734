# Network of the back office. Maintained from Windows machines.

variable "resource_group" { type = string }
variable "location" { default = "westeurope" }

resource "azurerm_network_security_group" "office" {
  name                = "office"
  location            = var.location
  resource_group_name = var.resource_group

  security_rule {
    name                       = "remote-desktop"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "3389"
    source_address_prefix      = "*"
    destination_address_prefix = "*"
  }

  security_rule {
    name                       = "printers"
    priority                   = 200
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "9100"
    source_address_prefix      = "10.40.8.0/24"
    destination_address_prefix = "10.40.0.0/16"
  }
}

resource "azurerm_network_security_rule" "maintenance" {
  name                        = "maintenance"
  priority                    = 110
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  destination_port_range      = "22"
  source_address_prefix       = "Internet"
  destination_address_prefix  = "*"
  resource_group_name         = var.resource_group
  network_security_group_name = azurerm_network_security_group.office.name
}
