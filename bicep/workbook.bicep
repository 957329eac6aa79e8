// The operator's day on one screen.

@description('Required. Name to show.')
param displayName string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

@description('Required. Resource id of the Application Insights component.')
param componentId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'day')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: displayName
    category: 'workbook'
    sourceId: componentId
    serializedData: replace(loadTextContent('workbook.json'), '{component}', componentId)
  }
}
