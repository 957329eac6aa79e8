using HzFunctions.Functions.Retention;

namespace HzFunctions.Functions.ExportTables;

/// <summary>Looks every 5 min whether the day's export of the tables is complete, and goes on with it for 3 min where it is not.</summary>
internal sealed class ExportTablesFunction(DailyExport export)
{
    /// <summary>One run.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => export.RunAsync(cancellationToken);
}
