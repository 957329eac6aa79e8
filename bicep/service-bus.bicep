// The queues in Service Bus, for those who want them there instead of in the storage account.

@description('Required. Name of the namespace.')
param name string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

var queueNames = ['bill-commands', 'downlink', 'forward-uplink', 'reconciliation-commands']

resource namespace 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
  }
}

resource queues 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = [
  for queue in queueNames: {
    parent: namespace
    name: queue
    properties: {
      // As host.json has it for storage queues: five failures within two seconds are no poison.
      maxDeliveryCount: 1000
      lockDuration: 'PT1M'
      deadLetteringOnMessageExpiration: true
      // It would swallow bells: two that are equal are two.
      requiresDuplicateDetection: false
      requiresSession: false
    }
  }
]

output hostName string = split(split(namespace.properties.serviceBusEndpoint, '://')[1], ':')[0]
