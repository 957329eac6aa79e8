// Who may do what. One identity for each program, one role for each thing it does, as narrow as Azure's scopes allow; nothing else in this
// deployment lets anybody in.

import { identity } from 'identities.bicep'

@description('Required. The function app.')
param handler identity

@description('Required. The bridge.')
param bridge identity

@description('Required. Object id of the person or group that keeps keys and secrets; empty: nobody gets a role for it here.')
param operatorPrincipalId string

@description('Required. What the operator is.')
param operatorPrincipalType 'User' | 'Group' | 'ServicePrincipal'

@description('Required. Name of the storage account.')
param storageName string

@description('Required. Name of the vault.')
param vaultName string

@description('Required. Name of the Application Insights component.')
param componentName string

@description('Required. Name of the registry with the bridge\'s image.')
param registryName string

@description('Required. Name of the Service Bus namespace; empty: there is none.')
param serviceBusName string

@description('Built-in roles by their ids, which are the same in every cloud.')
var roles = {
  acrPull: '7f951dda-4ed3-4680-a7ca-43fe172d538d'
  keyVaultCryptoOfficer: '14b46e9e-c2b7-41b4-b07b-48a6ebf60603'
  keyVaultCryptoUser: '12338af0-0e69-4776-bea7-57ae8d297424'
  keyVaultSecretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  serviceBusDataReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
  serviceBusDataSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
  storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  storageQueueDataMessageProcessor: '8a0f0c08-91a1-4084-bc3d-661d67233fed'
  storageQueueDataMessageSender: 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  storageTableDataReader: '76199698-9eea-4c19-bc75-cec21354c6b6'
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName

  resource blobService 'blobServices' existing = {
    name: 'default'

    resource leaseContainer 'containers' existing = { name: 'mqtt-bridge' }
    resource quarantineContainer 'containers' existing = { name: 'quarantine' }
  }

  resource queueService 'queueServices' existing = {
    name: 'default'

    resource downlinkQueue 'queues' existing = { name: 'downlink' }
    resource returnedQueue 'queues' existing = { name: 'mqtt-returned' }
  }

  resource tableService 'tableServices' existing = {
    name: 'default'

    resource directoryTable 'tables' existing = { name: 'Directory' }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: registryName
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' existing = if (!empty(serviceBusName)) {
  name: serviceBusName
}

// The function app: the host fetches the package and keeps its locks and Durable's large messages in blobs, and says that it needs Owner
// for it; the handler keeps photos, quarantine and exports there.
resource handlerBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, 'handler', roles.storageBlobDataOwner)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner)
    principalId: handler.principalId
    principalType: 'ServicePrincipal'
  }
}

// The function app: triggers receive from the queues, the handler rings bells, Durable makes queues of its own.
resource handlerQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, 'handler', roles.storageQueueDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataContributor)
    principalId: handler.principalId
    principalType: 'ServicePrincipal'
  }
}

// The function app: the journal, and the histories of Durable, which makes tables of its own.
resource handlerTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, 'handler', roles.storageTableDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
    principalId: handler.principalId
    principalType: 'ServicePrincipal'
  }
}

// The function app: signs with keys that never leave the vault. No built-in role that is narrower may sign.
resource handlerKeys 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, 'handler', roles.keyVaultCryptoUser)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultCryptoUser)
    principalId: handler.principalId
    principalType: 'ServicePrincipal'
  }
}

// The function app: reads private keys that the city brain issued and the vault cannot hold as keys, and webhook secrets.
resource handlerSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, 'handler', roles.keyVaultSecretsUser)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
    principalId: handler.principalId
    principalType: 'ServicePrincipal'
  }
}

// The function app: writes telemetry, since the component takes none without an identity.
resource handlerTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: component
  name: guid(component.id, 'handler', roles.monitoringMetricsPublisher)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher)
    principalId: handler.principalId
    principalType: 'ServicePrincipal'
  }
}

// The bridge: puts what the city brain sent on the queue, and can read nothing there.
resource bridgeDownlink 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage::queueService::downlinkQueue
  name: guid(storage::queueService::downlinkQueue.id, 'bridge', roles.storageQueueDataMessageSender)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataMessageSender)
    principalId: bridge.principalId
    principalType: 'ServicePrincipal'
  }
}

// The bridge: takes back what operations returned to it from the quarantine.
resource bridgeReturned 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage::queueService::returnedQueue
  name: guid(storage::queueService::returnedQueue.id, 'bridge', roles.storageQueueDataMessageProcessor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataMessageProcessor)
    principalId: bridge.principalId
    principalType: 'ServicePrincipal'
  }
}

// The bridge: the lease that says which replica connects to the broker.
resource bridgeLease 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage::blobService::leaseContainer
  name: guid(storage::blobService::leaseContainer.id, 'bridge', roles.storageBlobDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
    principalId: bridge.principalId
    principalType: 'ServicePrincipal'
  }
}

// The bridge: keeps aside what it cannot pass on.
resource bridgeQuarantine 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage::blobService::quarantineContainer
  name: guid(storage::blobService::quarantineContainer.id, 'bridge', roles.storageBlobDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
    principalId: bridge.principalId
    principalType: 'ServicePrincipal'
  }
}

// The bridge: reads which accesses it connects, and changes none.
resource bridgeDirectory 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage::tableService::directoryTable
  name: guid(storage::tableService::directoryTable.id, 'bridge', roles.storageTableDataReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataReader)
    principalId: bridge.principalId
    principalType: 'ServicePrincipal'
  }
}

// The bridge: reads the broker's passwords.
resource bridgeSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, 'bridge', roles.keyVaultSecretsUser)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
    principalId: bridge.principalId
    principalType: 'ServicePrincipal'
  }
}

// The bridge: its image is fetched in its name.
resource bridgeImage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, 'bridge', roles.acrPull)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.acrPull)
    principalId: bridge.principalId
    principalType: 'ServicePrincipal'
  }
}

// The function app: triggers receive from the queues in Service Bus.
resource handlerReceives 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(serviceBusName)) {
  scope: serviceBus
  name: guid(serviceBus.id, 'handler', roles.serviceBusDataReceiver)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataReceiver)
    principalId: handler.principalId
    principalType: 'ServicePrincipal'
  }
}

// The function app: rings bells in Service Bus.
resource handlerSends 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(serviceBusName)) {
  scope: serviceBus
  name: guid(serviceBus.id, 'handler', roles.serviceBusDataSender)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
    principalId: handler.principalId
    principalType: 'ServicePrincipal'
  }
}

// The operator: makes and rotates keys.
resource operatorKeys 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorPrincipalId)) {
  scope: vault
  name: guid(vault.id, operatorPrincipalId, roles.keyVaultCryptoOfficer)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultCryptoOfficer)
    principalId: operatorPrincipalId
    principalType: operatorPrincipalType
  }
}

// The operator: puts secrets in.
resource operatorSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorPrincipalId)) {
  scope: vault
  name: guid(vault.id, operatorPrincipalId, roles.keyVaultSecretsOfficer)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
    principalId: operatorPrincipalId
    principalType: operatorPrincipalType
  }
}
