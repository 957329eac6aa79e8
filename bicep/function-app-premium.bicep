// The function app on Elastic Premium, for regions and clouds without Flex Consumption.

@description('Required. Name of the plan.')
param planName string

@description('Required. Name of the function app.')
param appName string

@description('Required. Name of the storage account with the app\'s files.')
param contentStorageName string

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

@description('Required. Name of the network that outbound calls leave by; empty: none.')
param networkName string

@description('Required. How many instances there may be.')
@minValue(1)
@maxValue(100)
param maximumInstances int

@description('Required. Size of an instance.')
param skuName 'EP1' | 'EP2' | 'EP3'

// Calls of car parks wait for the city brain most of their time.
var httpConcurrency = 500

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' existing = if (!empty(networkName)) {
  name: networkName

  resource subnet 'subnets' existing = { name: 'handler' }
}

// The plan mounts the app's files from an account by its key; it knows no other way. So they have an account of their own, which holds
// the package and nothing else: the account with the data has no keys here either.
resource content 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: contentStorageName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource files 'fileServices' = {
    name: 'default'

    resource share 'shares' = {
      name: appName
      properties: { shareQuota: 10 }
    }
  }
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'elastic'
  sku: { name: skuName, tier: 'ElasticPremium' }
  properties: {
    reserved: true
    maximumElasticWorkerCount: maximumInstances
  }
}

var contentConnection = 'DefaultEndpointsProtocol=https;AccountName=${content.name};AccountKey=${content.listKeys().keys[0].value};EndpointSuffix=${environment().suffixes.storage}'

var planSettings = {
  FUNCTIONS_EXTENSION_VERSION: '~4'
  FUNCTIONS_WORKER_RUNTIME: 'custom'
  WEBSITE_CONTENTAZUREFILECONNECTIONSTRING: contentConnection
  WEBSITE_CONTENTSHARE: content::files::share.name
  AzureFunctionsJobHost__extensions__http__maxConcurrentRequests: string(httpConcurrency)
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
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      use32BitWorkerProcess: false
      vnetRouteAllEnabled: !empty(networkName)
      minimumElasticInstanceCount: 1
      preWarmedInstanceCount: 1
      functionAppScaleLimit: maximumInstances
      healthCheckPath: '/health'
      appSettings: map(items(union(settings, planSettings)), setting => { name: setting.key, value: setting.value })
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
