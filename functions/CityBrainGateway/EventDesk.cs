using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Validation;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Photos;

namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>Accepts events: journal first, then the bell, then the answer.</summary>
internal sealed class EventDesk(
    EventJournal journal, IPhotoStore photos, IBell bell, PayRecords payRecords, GateEvents gateEvents, ILogger<EventDesk> logger)
{
    /// <summary>Accepts a validated event of a site.</summary>
    public async Task<GatewayAnswer> AcceptAsync(
        SiteId site, InterfaceDefinition definition, string payload, byte[]? photo, CancellationToken cancellationToken)
    {
        (string Blob, string Hash)? kept = photo is null
            ? null
            : await KeepAsync(site, payload, photo, cancellationToken).ConfigureAwait(false);
        var record = EventRecordReader.Read(definition.Name, payload, kept);
        if (record is null)
        {
            return GatewayAnswer.Invalid([new FieldError(
                RecordKind.Of(definition.Name).KeyFields[0], "is too long to be kept", "an id or uid with many unusual characters")]);
        }

        var acceptance = await journal.AcceptAsync(site, record, cancellationToken).ConfigureAwait(false);
        if (acceptance.Waits)
        {
            await bell.TryRingAsync(site, logger).ConfigureAwait(false);
        }

        if (record.Kind == PayRecords.Interface && acceptance.Kind != AcceptanceKind.Older)
        {
            await payRecords.NoteAsync(site, payload, cancellationToken).ConfigureAwait(false);
        }

        if (GateEvents.Are(record.Kind) && acceptance.Kind != AcceptanceKind.Older)
        {
            await gateEvents.NoteAsync(site, record.Kind, payload, cancellationToken).ConfigureAwait(false);
        }

        return new GatewayAnswer
        {
            Receipt = ReceiptId.Of(record.Kind, record.Key),
            State = JournalStates.Text(acceptance.State),
        };
    }

    private Task<(string Blob, string Hash)> KeepAsync(SiteId site, string payload, byte[] photo, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(payload);
        var data = document.RootElement.GetProperty("data");
        var day = data.GetProperty("time").GetString()![..10].Replace("-", string.Empty, StringComparison.Ordinal);
        return photos.KeepAsync(site, day, data.GetProperty("photoID").GetString()!, photo, cancellationToken);
    }
}
