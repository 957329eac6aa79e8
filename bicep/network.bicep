// A fixed outbound address, for the city's allow-list. Only what leaves takes this way; storage and vault keep their public endpoints,
// which open to an identity with a role and to nothing else.

@description('Required. Name of the virtual network.')
param networkName string

@description('Required. Name of the NAT gateway.')
param gatewayName string

@description('Required. Name of the public address.')
param addressName string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

@description('Required. Who the function app\'s subnet is delegated to: it depends on the plan.')
param handlerDelegation 'Microsoft.App/environments' | 'Microsoft.Web/serverFarms'

@description('Required. Address space of the network, a /22 or larger that nothing else uses: it is cut into two /24.')
param addressSpace string

resource address 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: addressName
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: {
    publicIPAllocationMethod: 'Static'
    publicIPAddressVersion: 'IPv4'
  }
}

resource gateway 'Microsoft.Network/natGateways@2024-05-01' = {
  name: gatewayName
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: {
    publicIpAddresses: [{ id: address.id }]
    // Longer than the longest answer that is waited for; the bridge's connections are kept alive by MQTT itself.
    idleTimeoutInMinutes: 10
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: networkName
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressSpace] }
    subnets: [
      {
        name: 'handler'
        properties: {
          addressPrefix: cidrSubnet(addressSpace, 24, 0)
          natGateway: { id: gateway.id }
          delegations: [{ name: 'handler', properties: { serviceName: handlerDelegation } }]
        }
      }
      {
        name: 'bridge'
        properties: {
          addressPrefix: cidrSubnet(addressSpace, 24, 1)
          natGateway: { id: gateway.id }
          delegations: [{ name: 'bridge', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
    ]
  }
}

output outboundAddress string = address.properties.ipAddress
