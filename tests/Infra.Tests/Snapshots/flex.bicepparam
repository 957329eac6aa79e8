// What comes out of the defaults, with a vault's secret for the bridge.

using '../../../infra/main.bicep'

param environmentName = 'production'
param location = 'eastasia'
param adminKeySha256 = '0000000000000000000000000000000000000000000000000000000000000000'
param operatorPrincipalId = '00000000-0000-0000-0000-00000000000a'
param alertEmailAddresses = ['operator@example.com']
param runbookAddress = 'https://example.com/runbook.md'
param bridgeImage = 'registry.example.com/bridge:1'
param bridgePlaceholderImage = 'registry.example.com/placeholder:1'
param bridgeSecretNames = ['mqtt-1001']
