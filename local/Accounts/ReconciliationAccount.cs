namespace HzFunctions.Local.Accounts;

/// <summary>What reconciling came to, over all car parks.</summary>
/// <param name="Days">Days of car parks that were reconciled.</param>
/// <param name="Balanced">Of those, balanced.</param>
/// <param name="Lost">Records that the city brain lost after it had accepted them.</param>
/// <param name="Resent">Records that were sent again.</param>
internal sealed record ReconciliationAccount(int Days, int Balanced, int Lost, int Resent);
