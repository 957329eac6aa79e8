using System.Text.Json.Serialization;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Receipts;

/// <summary>What became of an event.</summary>
/// <param name="Receipt">The receipt's id.</param>
/// <param name="Interface">The interface that it came by.</param>
/// <param name="State">pending, forwarded, refused, superseded, suspended or discarded.</param>
/// <param name="Revision">1, and one more for each other content sent under the same id.</param>
/// <param name="AcceptedAt">When it was accepted first (UTC).</param>
/// <param name="DecidedAt">When it left the outbox (UTC).</param>
/// <param name="Attempts">Calls for it that the city brain answered.</param>
/// <param name="CityBrain">The last words on it.</param>
internal sealed record ReceiptBody(
    string Receipt,
    string Interface,
    string State,
    int Revision,
    DateTimeOffset AcceptedAt,
    DateTimeOffset? DecidedAt,
    int Attempts,
    LastWords? CityBrain)
{
    public static ReceiptBody Of(string receipt, JournalRow record, bool suspended) => new(
        receipt,
        record.Kind,
        suspended ? JournalStates.Suspended : JournalStates.Text(record.State),
        record.Revision,
        record.AcceptedAt,
        record.State == JournalState.Pending ? null : record.DecidedAt,
        record.Attempts,
        record.ResultCode is { } code ? new LastWords(code, record.Words ?? string.Empty) : null);
}

/// <summary>The city brain's answer, or our own words where it said nothing.</summary>
internal sealed record LastWords(string ResultCode, string Msg);

/// <summary>Source-generated serialization.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReceiptBody))]
internal sealed partial class ReceiptsJson : JsonSerializerContext;
