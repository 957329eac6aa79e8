// Where logs, traces and metrics go.

@description('Required. Name of the Log Analytics workspace.')
param workspaceName string

@description('Required. Name of the Application Insights component.')
param componentName string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

@description('Required. How long telemetry is kept, in days.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('Required. What may be taken in a day, in GB; what comes after it is lost until the next day. -1: no limit.')
param dailyQuotaGb int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyQuotaGb }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: componentName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    // Telemetry is taken from our identities only: the connection string alone lets nobody write.
    DisableLocalAuth: true
  }
}

output workspaceName string = workspace.name

@description('An address and an id; it lets nobody write, since local authentication is off.')
output connectionString string = component.properties.ConnectionString
