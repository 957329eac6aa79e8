// The journal, the photos, the queues and the package. No shared key opens it: whoever comes has an identity and a role.

@description('Required. Name of the account.')
param name string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

@description('Required. Redundancy.')
param skuName 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS'

@description('Required. How long photos are kept, in days: the function app removes them, the lifecycle rule only what it has left behind.')
@minValue(30)
param photoDays int

@description('Required. How long the daily exports are kept, in days.')
param exportDays int

// What the function app leaves behind (it may be stopped for a while) goes so many days later.
var behindDays = 30

// Photos are read when they are sent and, rarely, when they are sent again: the first days.
var coolAfterDays = 30

// Queues that the host's triggers read, and for each the one for what could not be handled; mqtt-returned is read by the bridge.
var triggerQueues = ['bill-commands', 'downlink', 'forward-uplink', 'reconciliation-commands']
var queueNames = concat(triggerQueues, map(triggerQueues, queue => '${queue}-poison'), ['mqtt-returned'])

// deployments: the function app's package. mqtt-bridge: the lease that says which replica of the bridge leads.
var containerNames = ['deployments', 'exports', 'mqtt-bridge', 'photos', 'quarantine']

var tableNames = ['CarParkLog', 'Directory', 'Downlinks', 'Guidance', 'Reconciliations']

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: skuName }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      defaultAction: 'Allow'
      bypass: 'AzureServices'
    }
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    // A photo or an export that was removed by mistake can be had back for a week.
    deleteRetentionPolicy: { enabled: true, days: 7 }
    containerDeleteRetentionPolicy: { enabled: true, days: 7 }
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [
  for container in containerNames: {
    parent: blobService
    name: container
    properties: { publicAccess: 'None' }
  }
]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = [
  for queue in queueNames: {
    parent: queueService
    name: queue
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2023-05-01' = [
  for table in tableNames: {
    parent: tableService
    name: table
  }
]

// Nothing here touches the quarantine: what lies in it waits for a person.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  parent: account
  name: 'default'
  dependsOn: [blobService]
  properties: {
    policy: {
      rules: [
        {
          name: 'photos'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['photos/'] }
            actions: {
              baseBlob: {
                tierToCool: { daysAfterModificationGreaterThan: coolAfterDays }
                delete: { daysAfterModificationGreaterThan: photoDays + behindDays }
              }
            }
          }
        }
        {
          name: 'exports'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob', 'appendBlob'], prefixMatch: ['exports/'] }
            actions: {
              baseBlob: {
                delete: { daysAfterModificationGreaterThan: exportDays + behindDays }
              }
            }
          }
        }
      ]
    }
  }
}

output blobEndpoint string = account.properties.primaryEndpoints.blob
output queueEndpoint string = account.properties.primaryEndpoints.queue
output tableEndpoint string = account.properties.primaryEndpoints.table
output deploymentContainer string = '${account.properties.primaryEndpoints.blob}deployments'
