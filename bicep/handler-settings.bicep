// What the Functions host and the handler read, on either plan.

@description('What the settings are made of.')
type settingSources = {
  @description('The app\'s identity.')
  clientId: string

  blobEndpoint: string
  queueEndpoint: string
  tableEndpoint: string
  vaultUri: string
  telemetryConnectionString: string

  @description('Whether there is a Service Bus namespace.')
  serviceBus: bool

  @description('Its host name.')
  serviceBusHostName: string

  @description('SHA-256 of the admin key; empty: nobody may operate.')
  adminKeySha256: string

  photoDays: int
  exportDays: int
}

@export()
@description('The app settings by their names.')
func handlerSettings(sources settingSources) object =>
  union(
    {
      // The host, Durable and the handler find the storage by these, and by no key.
      AzureWebJobsStorage__blobServiceUri: sources.blobEndpoint
      AzureWebJobsStorage__queueServiceUri: sources.queueEndpoint
      AzureWebJobsStorage__tableServiceUri: sources.tableEndpoint
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: sources.clientId

      AZURE_CLIENT_ID: sources.clientId
      Vault__Uri: sources.vaultUri

      APPLICATIONINSIGHTS_CONNECTION_STRING: sources.telemetryConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${sources.clientId}'

      Operations__AdminKeySha256: sources.adminKeySha256
      Retention__PhotoDays: string(sources.photoDays)
      Retention__ExportDays: string(sources.exportDays)
    },
    sources.serviceBus
      ? {
          // The host's triggers with connection ServiceBus.
          ServiceBus__fullyQualifiedNamespace: sources.serviceBusHostName
          ServiceBus__credential: 'managedidentity'
          ServiceBus__clientId: sources.clientId
        }
      : {}
  )
