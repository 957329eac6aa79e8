// Keys that never leave the vault, and secrets: private keys that the city brain issued, passwords of its broker, webhook secrets.

@description('Required. Name of the vault.')
param name string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

@description('Required. Premium keeps keys in hardware.')
param skuName 'standard' | 'premium'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: skuName }
    // Roles only: no access policy gives more than access.bicep says.
    enableRbacAuthorization: true
    // A key that is gone cannot be had again from the city brain: not even an owner deletes it for good within 90 days.
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      defaultAction: 'Allow'
      bypass: 'AzureServices'
    }
  }
}

output uri string = vault.properties.vaultUri
