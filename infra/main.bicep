// Everything that one environment consists of: test and production are two environments, side by side, that share nothing.

targetScope = 'subscription'

import { handlerSettings } from '../bicep/handler-settings.bicep'

@description('Required. Name of the environment: part of the resource group\'s name and of every tag, and what makes names unique.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Required. Region.')
param location string

@description('Optional. Flex Consumption, or Elastic Premium where a region or cloud does not have it.')
param plan 'flex' | 'premium' = 'flex'

@description('Optional. How many instances of the function app there may be.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Optional. Memory of an instance on Flex Consumption, in MB.')
param instanceMemoryMB 512 | 2048 | 4096 = 2048

@description('Optional. Size of an instance on Elastic Premium.')
param premiumSku 'EP1' | 'EP2' | 'EP3' = 'EP1'

@description('Optional. Whether calls leave by one fixed address, for the city\'s allow-list: a virtual network with a NAT gateway.')
param fixedOutboundAddress bool = false

@description('Optional. Address space of that network.')
param networkAddressSpace string = '10.64.0.0/22'

@description('Optional. Whether a Service Bus namespace with the queues is made.')
param serviceBus bool = false

@description('Optional. Redundancy of the storage account.')
param storageSku 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS' = 'Standard_ZRS'

@description('Optional. Tier of the vault.')
param vaultSku 'standard' | 'premium' = 'standard'

@description('Optional. SHA-256 of the admin key, 64 hexadecimal digits; empty: nobody may operate.')
param adminKeySha256 string = ''

@description('Optional. How long photos are kept, in days.')
@minValue(30)
param photoDays int = 90

@description('Optional. How long the daily exports of the tables are kept, in days; 0: there are none.')
param exportDays int = 30

@description('Optional. How long telemetry is kept, in days.')
param telemetryDays int = 90

@description('Optional. How much telemetry is taken in a day, in GB; -1: no limit.')
param telemetryDailyQuotaGb int = -1

@description('Optional. Object id of who keeps keys and secrets; empty: nobody gets a role for it here.')
param operatorPrincipalId string = ''

@description('Optional. What the operator is.')
param operatorPrincipalType 'User' | 'Group' | 'ServicePrincipal' = 'User'

@description('Optional. Who alerts are mailed to.')
param alertEmailAddresses string[] = []

@description('Optional. Whether alerts are on.')
param alertsEnabled bool = true

@description('Optional. Where docs/runbook.md is read: alerts link to its sections.')
param runbookAddress string = 'docs/runbook.md'

@description('Optional. The bridge\'s image; empty before the first one is built.')
param bridgeImage string = ''

@description('Required. An image that stands in for the bridge\'s until the first one is built.')
param bridgePlaceholderImage string

@description('Optional. Names of the vault\'s secrets that the bridge finds as files under /secrets.')
param bridgeSecretNames string[] = []

@description('Optional. Name of the vault\'s secret with the authorities of the brokers\' certificates, as PEM.')
param bridgeTrustedCertificatesName string = ''

var abbreviations = loadJsonContent('abbreviations.json')
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = {
  'azd-env-name': environmentName
  application: 'HzFunctions'
}

// Known before anything is made: roles are named by them, and a preview shows them.
var names = {
  component: '${abbreviations.applicationInsights}${token}'
  network: '${abbreviations.virtualNetwork}${token}'
  registry: '${abbreviations.containerRegistry}${token}'
  serviceBus: '${abbreviations.serviceBusNamespace}${token}'
  storage: '${abbreviations.storageAccount}${token}'
  vault: '${abbreviations.keyVault}${token}'
}

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: '${abbreviations.resourceGroup}${environmentName}'
  location: location
  tags: tags
}

module identities '../bicep/identities.bicep' = {
  scope: group
  params: {
    handlerName: '${abbreviations.managedIdentity}handler-${token}'
    bridgeName: '${abbreviations.managedIdentity}bridge-${token}'
    location: location
    tags: tags
  }
}

module monitoring '../bicep/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: '${abbreviations.logAnalyticsWorkspace}${token}'
    componentName: names.component
    location: location
    tags: tags
    retentionDays: telemetryDays
    dailyQuotaGb: telemetryDailyQuotaGb
  }
}

module storage '../bicep/storage.bicep' = {
  scope: group
  params: {
    name: names.storage
    location: location
    tags: tags
    skuName: storageSku
    photoDays: photoDays
    exportDays: exportDays
  }
}

module vault '../bicep/vault.bicep' = {
  scope: group
  params: {
    name: names.vault
    location: location
    tags: tags
    skuName: vaultSku
  }
}

module registry '../bicep/registry.bicep' = {
  scope: group
  params: {
    name: names.registry
    location: location
    tags: tags
  }
}

module serviceBusQueues '../bicep/service-bus.bicep' = if (serviceBus) {
  scope: group
  params: {
    name: names.serviceBus
    location: location
    tags: tags
  }
}

module network '../bicep/network.bicep' = if (fixedOutboundAddress) {
  scope: group
  params: {
    networkName: names.network
    gatewayName: '${abbreviations.natGateway}${token}'
    addressName: '${abbreviations.publicIpAddress}${token}'
    location: location
    tags: tags
    handlerDelegation: plan == 'flex' ? 'Microsoft.App/environments' : 'Microsoft.Web/serverFarms'
    addressSpace: networkAddressSpace
  }
}

module access '../bicep/access.bicep' = {
  scope: group
  dependsOn: [storage, vault, monitoring, registry, serviceBusQueues]
  params: {
    handler: identities.outputs.handler
    bridge: identities.outputs.bridge
    operatorPrincipalId: operatorPrincipalId
    operatorPrincipalType: operatorPrincipalType
    storageName: names.storage
    vaultName: names.vault
    componentName: names.component
    registryName: names.registry
    serviceBusName: serviceBus ? names.serviceBus : ''
  }
}

var settings = handlerSettings({
  clientId: identities.outputs.handler.clientId
  blobEndpoint: storage.outputs.blobEndpoint
  queueEndpoint: storage.outputs.queueEndpoint
  tableEndpoint: storage.outputs.tableEndpoint
  vaultUri: vault.outputs.uri
  telemetryConnectionString: monitoring.outputs.connectionString
  serviceBus: serviceBus
  serviceBusHostName: serviceBusQueues.?outputs.hostName ?? ''
  adminKeySha256: adminKeySha256
  photoDays: photoDays
  exportDays: exportDays
})

module flexApp '../bicep/function-app-flex.bicep' = if (plan == 'flex') {
  scope: group
  // The package is fetched in the app's name: without the role its deployment is refused.
  dependsOn: [access, network]
  params: {
    planName: '${abbreviations.plan}${token}'
    appName: '${abbreviations.functionApp}${token}'
    location: location
    tags: tags
    serviceTags: { 'azd-service-name': 'functions' }
    identityId: identities.outputs.handler.resourceId
    settings: settings
    deploymentContainer: storage.outputs.deploymentContainer
    networkName: fixedOutboundAddress ? names.network : ''
    maximumInstances: maximumInstances
    instanceMemoryMB: instanceMemoryMB
  }
}

module premiumApp '../bicep/function-app-premium.bicep' = if (plan == 'premium') {
  scope: group
  dependsOn: [access, network]
  params: {
    planName: '${abbreviations.plan}${token}'
    appName: '${abbreviations.functionApp}${token}'
    contentStorageName: '${abbreviations.storageAccount}content${token}'
    location: location
    tags: tags
    serviceTags: { 'azd-service-name': 'functions' }
    identityId: identities.outputs.handler.resourceId
    settings: settings
    networkName: fixedOutboundAddress ? names.network : ''
    maximumInstances: min(maximumInstances, 100)
    skuName: premiumSku
  }
}

module bridge '../bicep/bridge.bicep' = {
  scope: group
  // Its image and its secrets are fetched in its name.
  dependsOn: [access, network]
  params: {
    environmentName: '${abbreviations.containerAppsEnvironment}${token}'
    appName: '${abbreviations.containerApp}bridge-${token}'
    location: location
    tags: tags
    serviceTags: { 'azd-service-name': 'bridge' }
    bridge: identities.outputs.bridge
    image: bridgeImage
    placeholderImage: bridgePlaceholderImage
    registryLoginServer: registry.outputs.loginServer
    blobEndpoint: storage.outputs.blobEndpoint
    queueEndpoint: storage.outputs.queueEndpoint
    tableEndpoint: storage.outputs.tableEndpoint
    vaultUri: vault.outputs.uri
    secretNames: bridgeSecretNames
    trustedCertificatesName: bridgeTrustedCertificatesName
    workspaceName: monitoring.outputs.workspaceName
    networkName: fixedOutboundAddress ? names.network : ''
  }
}

module alerts '../bicep/alerts.bicep' = {
  scope: group
  dependsOn: [monitoring, vault]
  params: {
    actionGroupName: '${abbreviations.actionGroup}${token}'
    namePrefix: '${environmentName}-'
    location: location
    tags: tags
    componentName: names.component
    vaultName: names.vault
    emailAddresses: alertEmailAddresses
    runbookAddress: runbookAddress
    enabled: alertsEnabled
  }
}

module workbook '../bicep/workbook.bicep' = {
  scope: group
  dependsOn: [monitoring]
  params: {
    displayName: 'HzFunctions: the day (${environmentName})'
    location: location
    tags: tags
    componentName: names.component
  }
}

// What azd reads.
output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = registry.outputs.loginServer
output AZURE_KEY_VAULT_NAME string = names.vault
output AZURE_KEY_VAULT_ENDPOINT string = vault.outputs.uri
output SERVICE_FUNCTIONS_NAME string = flexApp.?outputs.name ?? premiumApp.?outputs.name ?? ''
output SERVICE_BRIDGE_NAME string = bridge.outputs.name

@description('The gateway\'s address: what car parks call, and what tools/hz takes from the environment variable of this name.')
output HZ_GATEWAY string = flexApp.?outputs.endpoint ?? premiumApp.?outputs.endpoint ?? ''

@description('What the city puts on its allow-list; empty where there is no fixed address.')
output HZ_OUTBOUND_ADDRESS string = network.?outputs.outboundAddress ?? ''
