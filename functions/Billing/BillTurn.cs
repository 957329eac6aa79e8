using System.Text.Json.Serialization;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Billing;

/// <summary>What an orchestration knows of its bill between two rounds. It names no vehicle: the host keeps it in clear.</summary>
/// <param name="Site">The car park.</param>
/// <param name="BillId">停车场账单编号.</param>
/// <param name="NextAt">When something is next due.</param>
internal sealed record BillRound(string Site, string BillId, DateTimeOffset NextAt);

/// <summary>The input of a step.</summary>
/// <param name="Site">The car park.</param>
/// <param name="BillId">停车场账单编号.</param>
/// <param name="Generation">The generation of the orchestration that takes it.</param>
internal sealed record BillTurn(string Site, string BillId, int Generation)
{
    public SiteId SiteId() => Journal.SiteId.Parse(Site) ?? throw new FormatException("A step is for something that is no car park.");
}

/// <summary>How a bill stands after a step.</summary>
/// <param name="State">One of the states, or <see cref="Superseded"/>.</param>
/// <param name="NextAt">When something is next due.</param>
internal sealed record BillStanding(string State, DateTimeOffset NextAt)
{
    /// <summary>Another orchestration drives the bill, or there is no such bill.</summary>
    public const string Superseded = "superseded";

    /// <summary>The city brain says that it has no such bill: it is to be applied for again.</summary>
    public bool IsMissing { get; init; }

    /// <summary>The city brain has just been asked, it is unpaid, and its report is due.</summary>
    public bool IsReportDue { get; init; }

    /// <summary>True when there is nothing more to do.</summary>
    [JsonIgnore]
    public bool IsOver => BillStates.Parse(State) is not (BillState.Applying or BillState.Accepted);
}

/// <summary>Source-generated serialization.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BillRound))]
[JsonSerializable(typeof(BillTurn))]
[JsonSerializable(typeof(BillStanding))]
internal sealed partial class BillJson : JsonSerializerContext;
