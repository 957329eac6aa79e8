// Who the two programs are. User-assigned, so that their roles exist before they start and outlive them.

@description('Required. Name of the function app\'s identity.')
param handlerName string

@description('Required. Name of the bridge\'s identity.')
param bridgeName string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

resource handler 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: handlerName
  location: location
  tags: tags
}

resource bridge 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: bridgeName
  location: location
  tags: tags
}

output handler identity = {
  resourceId: handler.id
  clientId: handler.properties.clientId
  principalId: handler.properties.principalId
}

output bridge identity = {
  resourceId: bridge.id
  clientId: bridge.properties.clientId
  principalId: bridge.properties.principalId
}

@export()
@description('A user-assigned identity.')
type identity = {
  @description('Its resource.')
  resourceId: string

  @description('What a program names it by when it asks for a token.')
  clientId: string

  @description('What a role is given to.')
  principalId: string
}
