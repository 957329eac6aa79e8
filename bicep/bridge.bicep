// The MQTT bridge: one container that holds the connections to the city brain's brokers.

import { identity } from 'identities.bicep'

@description('Required. Name of the Container Apps environment.')
param environmentName string

@description('Required. Name of the container app.')
param appName string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

@description('Required. Tags of the app alone: azd finds it by them.')
param serviceTags object

@description('Required. The bridge\'s identity.')
param bridge identity

@description('Required. The image; empty before the first one is built: then one that does nothing stands in.')
param image string

@description('Required. What stands in.')
param placeholderImage string

@description('Required. Address of the registry with the image.')
param registryLoginServer string

@description('Required. Address of the blob service.')
param blobEndpoint string

@description('Required. Address of the queue service.')
param queueEndpoint string

@description('Required. Address of the table service.')
param tableEndpoint string

@description('Required. Address of the vault.')
param vaultUri string

@description('Required. Names of the vault\'s secrets that the container finds as files: an access names one as file:/secrets/{name}.')
param secretNames string[]

@description('Required. Name of the vault\'s secret with the authorities that brokers\' certificates may come from, as PEM; empty: the image\'s own.')
param trustedCertificatesName string

@description('Required. Name of the Log Analytics workspace.')
param workspaceName string

@description('Required. Name of the network that outbound calls leave by; empty: none.')
param networkName string

var secretFolder = '/secrets'
var mountedSecrets = union(secretNames, empty(trustedCertificatesName) ? [] : [trustedCertificatesName])

var settings = union(
  {
    AzureWebJobsStorage__blobServiceUri: blobEndpoint
    AzureWebJobsStorage__queueServiceUri: queueEndpoint
    AzureWebJobsStorage__tableServiceUri: tableEndpoint
    AzureWebJobsStorage__clientId: bridge.clientId
    AZURE_CLIENT_ID: bridge.clientId
    Vault__Uri: vaultUri
  },
  empty(trustedCertificatesName) ? {} : { Bridge__TrustedCertificatesFile: '${secretFolder}/${trustedCertificatesName}' }
)

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' existing = if (!empty(networkName)) {
  name: networkName

  resource subnet 'subnets' existing = { name: 'bridge' }
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: workspaceName
}

resource containers 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: environmentName
  location: location
  tags: tags
  properties: {
    // By the diagnostic setting below: the other way wants the workspace's shared key.
    appLogsConfiguration: { destination: 'azure-monitor' }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
    vnetConfiguration: empty(networkName) ? null : { infrastructureSubnetId: network::subnet.id, internal: true }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: containers
  name: 'logs'
  properties: {
    workspaceId: workspace.id
    logs: [
      { category: 'ContainerAppConsoleLogs', enabled: true }
      { category: 'ContainerAppSystemLogs', enabled: true }
    ]
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: appName
  location: location
  tags: union(tags, serviceTags)
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${bridge.resourceId}': {} }
  }
  properties: {
    environmentId: containers.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      // No ingress: nobody calls the bridge.
      registries: [{ server: registryLoginServer, identity: bridge.resourceId }]
      secrets: [
        for secret in mountedSecrets: {
          name: secret
          identity: bridge.resourceId
          keyVaultUrl: '${vaultUri}secrets/${secret}'
        }
      ]
    }
    template: {
      // Enough for the connections to drain and the lease to be given back.
      terminationGracePeriodSeconds: 30
      // One, always: one persistent session for each access. A second would stand by, and cost as much.
      scale: { minReplicas: 1, maxReplicas: 1 }
      containers: [
        {
          name: 'bridge'
          image: empty(image) ? placeholderImage : image
          resources: { cpu: json('0.25'), memory: '0.5Gi' }
          env: map(items(settings), setting => { name: setting.key, value: setting.value })
          volumeMounts: empty(mountedSecrets) ? [] : [{ volumeName: 'secrets', mountPath: secretFolder }]
          probes: empty(image)
            ? []
            : [
                {
                  type: 'Startup'
                  httpGet: { path: '/health/live', port: 8080 }
                  periodSeconds: 2
                  failureThreshold: 30
                }
                {
                  type: 'Liveness'
                  httpGet: { path: '/health/live', port: 8080 }
                  periodSeconds: 10
                  timeoutSeconds: 5
                  failureThreshold: 3
                }
                {
                  type: 'Readiness'
                  httpGet: { path: '/health/ready', port: 8080 }
                  periodSeconds: 5
                  timeoutSeconds: 5
                  failureThreshold: 3
                }
              ]
        }
      ]
      volumes: empty(mountedSecrets)
        ? []
        : [
            {
              name: 'secrets'
              storageType: 'Secret'
              secrets: map(mountedSecrets, secret => { secretRef: secret, path: secret })
            }
          ]
    }
  }
}

output name string = app.name
