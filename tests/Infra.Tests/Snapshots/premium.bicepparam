// Everything that is off by default: Elastic Premium, a fixed outbound address, Service Bus; and nothing built yet.

using '../../../infra/main.bicep'

param environmentName = 'test'
param location = 'chinanorth3'
param plan = 'premium'
param fixedOutboundAddress = true
param serviceBus = true
param storageSku = 'Standard_LRS'
param vaultSku = 'premium'
param adminKeySha256 = '0000000000000000000000000000000000000000000000000000000000000000'
param alertsEnabled = false
param bridgePlaceholderImage = 'registry.example.com/placeholder:1'
param bridgeTrustedCertificatesName = 'broker-authorities'
