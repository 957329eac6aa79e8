// What wakes somebody, and what to do then: each alert names its section of docs/runbook.md.

@description('Required. Name of the action group.')
param actionGroupName string

@description('Required. Start of every alert\'s name.')
param namePrefix string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

@description('Required. Name of the Application Insights component.')
param componentName string

@description('Required. Name of the vault.')
param vaultName string

@description('Required. Who is told by mail.')
param emailAddresses string[]

@description('Required. Where docs/runbook.md is read; an alert\'s section is put behind it.')
param runbookAddress string

@description('Required. Whether alerts are on: while the first car park is being connected they tell nothing new.')
param enabled bool

// Severity 1: cars wait, money or data is at stake. 2: will be, if nobody looks today. 3: somebody has to decide.
// A gauge is told by the handler whose timer looks; one that has stopped telling fires nothing but silence.
var queryAlerts = [
  {
    section: 'records-wait-too-long'
    title: 'The oldest record waits for more than 10 minutes'
    severity: 1
    minutes: 5
    query: 'customMetrics | where name == "hz.outbox.oldest_pending" | summarize arg_max(timestamp, value) | where value > 600'
  }
  {
    section: 'an-access-is-suspended'
    title: 'The city brain refuses everything from an access'
    severity: 1
    minutes: 5
    query: 'customMetrics | where name == "hz.accesses.suspended" | summarize arg_max(timestamp, value) | where value > 0'
  }
  {
    section: 'the-city-brain-does-not-answer'
    title: 'The city brain has not answered for more than 5 minutes'
    severity: 1
    minutes: 5
    query: 'customMetrics | where name == "hz.city_brain.silence" | summarize arg_max(timestamp, value) | where value > 300'
  }
  {
    section: 'confirmations-come-too-late'
    title: 'Messages of the city brain are confirmed too late, or not at all'
    severity: 2
    minutes: 15
    query: 'customMetrics | where name in ("hz.downlink.late", "hz.downlink.given_up") | summarize Messages = sum(valueSum) | where Messages > 0'
  }
  {
    section: 'a-day-does-not-balance'
    title: 'The reconciliation of a day has ended without a balance'
    severity: 3
    minutes: 30
    query: 'customMetrics | where name == "hz.reconciliations.unsettled" | summarize arg_max(timestamp, value) | where value > 0'
  }
  {
    section: 'records-were-refused'
    title: 'The city brain has refused records: there are dead letters'
    severity: 2
    minutes: 15
    query: 'customMetrics | where name == "hz.outbox.refused" | summarize Records = sum(valueSum) | where Records > 0'
  }
  {
    section: 'messages-are-in-quarantine'
    title: 'Messages that nobody can handle are in quarantine'
    severity: 2
    minutes: 15
    query: 'customMetrics | where name in ("hz.quarantine.kept", "hz.mqtt.quarantined") | summarize Messages = sum(valueSum) | where Messages > 0'
  }
  {
    section: 'the-bridge-is-disconnected'
    title: 'An access has been without its MQTT connection for more than 2 minutes, or the bridge tells nothing'
    severity: 1
    minutes: 5
    query: 'customMetrics | where name == "hz.mqtt.disconnected" | summarize Told = count(), Fewest = minif(value, timestamp > ago(3m)) | where Told == 0 or Fewest > 0'
  }
  {
    section: 'open-bills-grow-old'
    title: 'More and more bills are unpaid for longer than 3 hours'
    severity: 2
    minutes: 60
    query: 'customMetrics | where name == "hz.bills.unpaid" | summarize Now = maxif(value, timestamp > ago(10m)), Before = maxif(value, timestamp < ago(50m)) | where Now > coalesce(Before, 0.0)'
  }
  {
    section: 'bills-wait-for-review'
    title: 'Bills wait for a decision'
    severity: 3
    minutes: 60
    query: 'customMetrics | where name == "hz.bills.to_review" | summarize arg_max(timestamp, value) | where value > 0'
  }
]

var vaultSection = 'the-vault-throttles'

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'HzFunctions'
    emailReceivers: [
      for (address, index) in emailAddresses: {
        name: 'mail-${index}'
        emailAddress: address
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = [
  for alert in queryAlerts: {
    name: '${namePrefix}${alert.section}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.title
      description: '${alert.title}. What to do: ${runbookAddress}#${alert.section}'
      severity: alert.severity
      enabled: enabled
      scopes: [component.id]
      evaluationFrequency: alert.minutes < 15 ? 'PT1M' : 'PT5M'
      windowSize: alert.minutes < 60 ? 'PT${alert.minutes}M' : 'PT1H'
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      // The tables of a new component are there only once it has been told something.
      skipQueryValidation: true
      actions: {
        actionGroups: [actionGroup.id]
        customProperties: { runbook: '${runbookAddress}#${alert.section}' }
      }
    }
  }
]

resource throttling 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${namePrefix}${vaultSection}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Key Vault turns calls away. What to do: ${runbookAddress}#${vaultSection}'
    severity: 2
    enabled: enabled
    scopes: [vault.id]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'throttled'
          metricNamespace: 'Microsoft.KeyVault/vaults'
          metricName: 'ServiceApiResult'
          dimensions: [{ name: 'StatusCode', operator: 'Include', values: ['429'] }]
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    autoMitigate: true
    actions: [
      {
        actionGroupId: actionGroup.id
        webHookProperties: { runbook: '${runbookAddress}#${vaultSection}' }
      }
    ]
  }
}
