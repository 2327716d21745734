resource "azurerm_network_security_rule" "ssh" {
  direction              = "Inbound"
  access                 = "Allow"
  protocol               = "Tcp"
  destination_port_range = "22"
  # ruleid: nsg-open-ssh
  source_address_prefix = "*"
}

resource "azurerm_network_security_group" "mixed" {
  security_rule {
    direction              = "Inbound"
    access                 = "Allow"
    protocol               = "Tcp"
    destination_port_range = "3389"
    # ruleid: nsg-open-rdp
    source_address_prefix = "Internet"
  }

  security_rule {
    direction              = "Outbound"
    access                 = "Allow"
    protocol               = "Tcp"
    destination_port_range = "22"
    # ok: nsg-open-ssh
    source_address_prefix = "*"
  }

  security_rule {
    direction              = "Inbound"
    access                 = "Allow"
    protocol               = "Tcp"
    destination_port_range = "22"
    # ok: nsg-open-ssh
    source_address_prefix = "10.0.0.0/8"
  }

  security_rule {
    direction              = "Inbound"
    access                 = "Deny"
    protocol               = "Tcp"
    destination_port_range = "3389"
    # ok: nsg-open-rdp
    source_address_prefix = "*"
  }
}
