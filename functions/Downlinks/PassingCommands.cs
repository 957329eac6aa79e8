using System.Text.Json;
using HzFunctions.CityBrain;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>
/// What commands that pass through the gateway mean for what was sent down: uploadFee answers a question (R52), and the confirmPayResult of a
/// client that automates by itself carries a payment result.
/// </summary>
internal sealed class PassingCommands(
    DownlinkAcks acks, FactStore facts, DownlinkFields fields, SiteDirectory directory, TimeProvider time, ILogger<PassingCommands> logger)
{
    /// <summary>Notes a command before it goes up: what it says must not be contradicted by a deadline meanwhile.</summary>
    public async Task BeforeAsync(
        string accessId, SiteId? site, InterfaceDefinition definition, string payload, CancellationToken cancellationToken)
    {
        if (definition.Name == DownlinkTopic.Fee.Answer)
        {
            await AnswerAsync(site, payload, isHeard: false, cancellationToken).ConfigureAwait(false);
        }
        else if (definition.Name == DownlinkTopic.PayResult.Answer
            && await directory.FindAccessAsync(accessId, cancellationToken).ConfigureAwait(false) is { Downlink: AccessEntry.OwnDownlink })
        {
            await KeepAsync(site, payload, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Notes that the city brain has heard a command.</summary>
    public Task AfterAsync(
        SiteId? site, InterfaceDefinition definition, string payload, AnswerOutcome outcome, CancellationToken cancellationToken) =>
        definition.Name == DownlinkTopic.Fee.Answer && outcome == AnswerOutcome.Accepted
            ? AnswerAsync(site, payload, isHeard: true, cancellationToken)
            : Task.CompletedTask;

    private async Task AnswerAsync(SiteId? site, string payload, bool isHeard, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(payload);
        var data = document.RootElement.GetProperty("data");
        if (site is { } known && data.TryGetProperty("requestId", out var number) && number.TryGetInt64(out var requestId) && requestId != -1)
        {
            await acks.AnsweredByCommandAsync(known, requestId, payload, isHeard, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task KeepAsync(SiteId? site, string payload, CancellationToken cancellationToken)
    {
        if (site is not { } known)
        {
            DownlinkLog.PassedWithoutSite(logger);
            return;
        }

        // A confirmation has no timestamp of its own: it is as new as its coming.
        using var document = JsonDocument.Parse(payload);
        var now = time.GetUtcNow();
        var carried = fields.Read(DownlinkTopic.PayResult, document.RootElement.GetProperty("data").GetProperty("params").GetRawText());
        var fact = new Fact(known, DownlinkTopic.PayResult, carried, ChinaTime.Format(now), now, now) { Path = DownlinkTopic.PayResult.Answer };
        await facts.StoreFactAsync(fact, static _ => [], cancellationToken).ConfigureAwait(false);
    }
}
