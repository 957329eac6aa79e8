using System.Text.Json.Serialization;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>The input of an orchestration and of each of its steps.</summary>
/// <param name="Site">The car park.</param>
/// <param name="Day">The business day, yyyyMMdd.</param>
/// <param name="Generation">The generation of the orchestration that takes the step.</param>
internal sealed record ReconciliationTurn(string Site, string Day, int Generation)
{
    public SiteId SiteId() => Journal.SiteId.Parse(Site) ?? throw new FormatException("A step is for something that is no car park.");
}

/// <summary>How a day stands after a step.</summary>
/// <param name="Phase">What is next: one of <see cref="ReconciliationPhase"/>, or <see cref="Superseded"/>.</param>
/// <param name="NextAt">When that is due.</param>
/// <param name="Outcome">How the records ended; null until that is known.</param>
internal sealed record ReconciliationStanding(string Phase, DateTimeOffset NextAt, string? Outcome)
{
    /// <summary>Another orchestration drives the day, or there is no such day.</summary>
    public const string Superseded = "superseded";

    /// <summary>True when there is nothing more to do.</summary>
    [JsonIgnore]
    public bool IsOver => Phase is ReconciliationPhase.Over or Superseded;
}

/// <summary>Source-generated serialization.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReconciliationTurn))]
[JsonSerializable(typeof(ReconciliationStanding))]
[JsonSerializable(typeof(IReadOnlyList<CheckRound>))]
[JsonSerializable(typeof(BillSums))]
internal sealed partial class ReconciliationJson : JsonSerializerContext;
