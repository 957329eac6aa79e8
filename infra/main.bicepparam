// What azd gives: each comes from the environment of that name (azd env set HZ_PLAN premium).

using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')

param plan = readEnvironmentVariable('HZ_PLAN', 'flex')
param maximumInstances = int(readEnvironmentVariable('HZ_MAXIMUM_INSTANCES', '40'))
// Which numbers are allowed is checked when it is deployed.
param instanceMemoryMB = any(int(readEnvironmentVariable('HZ_INSTANCE_MEMORY_MB', '2048')))
param premiumSku = readEnvironmentVariable('HZ_PREMIUM_SKU', 'EP1')
param fixedOutboundAddress = bool(readEnvironmentVariable('HZ_FIXED_OUTBOUND_ADDRESS', 'false'))
param networkAddressSpace = readEnvironmentVariable('HZ_NETWORK_ADDRESS_SPACE', '10.64.0.0/22')
param serviceBus = bool(readEnvironmentVariable('HZ_SERVICE_BUS', 'false'))
param storageSku = readEnvironmentVariable('HZ_STORAGE_SKU', 'Standard_ZRS')
param vaultSku = readEnvironmentVariable('HZ_VAULT_SKU', 'standard')

param adminKeySha256 = readEnvironmentVariable('HZ_ADMIN_KEY_SHA256', '')
param photoDays = int(readEnvironmentVariable('HZ_PHOTO_DAYS', '90'))
param exportDays = int(readEnvironmentVariable('HZ_EXPORT_DAYS', '30'))
param telemetryDays = int(readEnvironmentVariable('HZ_TELEMETRY_DAYS', '90'))
param telemetryDailyQuotaGb = int(readEnvironmentVariable('HZ_TELEMETRY_DAILY_QUOTA_GB', '-1'))

param operatorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param operatorPrincipalType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')

param alertEmailAddresses = filter(split(readEnvironmentVariable('HZ_ALERT_EMAILS', ''), ','), address => !empty(address))
param alertsEnabled = bool(readEnvironmentVariable('HZ_ALERTS', 'true'))
param runbookAddress = readEnvironmentVariable('HZ_RUNBOOK_ADDRESS', 'docs/runbook.md')

// azd sets the first of these when it has built the bridge's image.
param bridgeImage = readEnvironmentVariable('SERVICE_BRIDGE_IMAGE_NAME', '')
param bridgePlaceholderImage = readEnvironmentVariable('HZ_BRIDGE_PLACEHOLDER_IMAGE', 'mcr.microsoft.com/k8se/quickstart:latest')
param bridgeSecretNames = filter(split(readEnvironmentVariable('HZ_BRIDGE_SECRETS', ''), ','), name => !empty(name))
param bridgeTrustedCertificatesName = readEnvironmentVariable('HZ_BRIDGE_TRUSTED_CERTIFICATES', '')
