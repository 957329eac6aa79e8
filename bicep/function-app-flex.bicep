// The function app on Flex Consumption: scales to nothing but for what must answer at once.

@description('Required. Name of the plan.')
param planName string

@description('Required. Name of the function app.')
param appName string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

@description('Required. Tags of the app alone: azd finds it by them.')
param serviceTags object

@description('Required. Resource id of the app\'s identity.')
param identityId string

@description('Required. App settings.')
param settings object

@description('Required. Address of the blob container with the package.')
param deploymentContainer string

@description('Required. Name of the network that outbound calls leave by; empty: none.')
param networkName string

@description('Required. How many instances there may be.')
@minValue(1)
@maxValue(1000)
param maximumInstances int

@description('Required. Memory of an instance, in MB.')
param instanceMemoryMB 512 | 2048 | 4096

// A car at the barrier, a timer of Durable and the 20 seconds of a confirmation wait for no cold start; nor does an uplink that a
// departure depends on.
var alwaysReady = ['http', 'durable', 'function:HandleDownlink', 'function:ForwardUplink']

// Calls of car parks wait for the city brain most of their time.
var httpConcurrency = 500

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' existing = if (!empty(networkName)) {
  name: networkName

  resource subnet 'subnets' existing = { name: 'handler' }
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: appName
  location: location
  tags: union(tags, serviceTags)
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(networkName) ? null : network::subnet.id
    functionAppConfig: {
      runtime: { name: 'custom', version: '1.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainer
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstances
        instanceMemoryMB: instanceMemoryMB
        alwaysReady: [for group in alwaysReady: { name: group, instanceCount: 1 }]
        triggers: { http: { perInstanceConcurrency: httpConcurrency } }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      appSettings: map(items(settings), setting => { name: setting.key, value: setting.value })
    }
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output name string = app.name
output endpoint string = 'https://${app.properties.defaultHostName}'
