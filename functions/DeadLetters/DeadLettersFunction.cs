using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Operations;
using HzFunctions.Functions.Quarantine;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.DeadLetters;

/// <summary>Shows dead letters, sends them again, gives them up; the same for messages in quarantine: <c>/ops/dead-letters…</c>.</summary>
internal sealed class DeadLettersFunction(
    DeadLetterDesk desk,
    EventJournal journal,
    StandardCatalogue catalogue,
    IBell bell,
    IQuarantine quarantine,
    QueueSender queues,
    OperationsEndpoint endpoint,
    ILogger<DeadLettersFunction> logger)
{
    private const int PageSize = 100;

    /// <summary>Serves <c>/ops/dead-letters/{*path}</c>.</summary>
    public Task RunAsync(HttpContext context, string path) =>
        endpoint.RunAsync(context, "DeadLetters", _ => (context.Request.Method, path) switch
        {
            ("GET", "") => ListAsync(context),
            ("GET", "show") => ShowAsync(context),
            ("POST", "replay") => ReplayAsync(context),
            ("POST", "discard") => DiscardAsync(context),
            ("GET", "quarantine") => ListQuarantineAsync(context),
            ("GET", "quarantine/show") => ShowQuarantinedAsync(context),
            ("POST", "quarantine/put-back") => PutBackAsync(context),
            ("POST", "quarantine/discard") => DiscardQuarantinedAsync(context),
            _ => Task.FromResult(OperationsAnswer.NotFound("operation")),
        });

    private async Task<OperationsAnswer> ListAsync(HttpContext context)
    {
        var site = SiteOf(context.Request.Query["site"]);
        var after = context.Request.Query["after"] is [{ Length: > 0 } receipt] ? ReceiptOf(receipt) : ((string, string)?)null;
        var letters = await desk.ListAsync(site, after, PageSize, context.RequestAborted).ConfigureAwait(false);
        var next = letters.Count == PageSize ? ReceiptId.Of(letters[^1].Kind, letters[^1].Key) : null;
        return OperationsAnswer.Ok(
            new DeadLetterList(letters.Select(DeadLetterBody.Of).ToList(), next), OperationsJson.Default.DeadLetterList);
    }

    private async Task<OperationsAnswer> ShowAsync(HttpContext context)
    {
        var letter = await FindAsync(
            SiteOf(context.Request.Query["site"]), context.Request.Query["receipt"].ToString(), context.RequestAborted).ConfigureAwait(false);
        return letter is null
            ? OperationsAnswer.NotFound("dead letter")
            : OperationsAnswer.Ok(
                new DeadLetterDetail(DeadLetterBody.Of(letter), MaskedPayload.Of(letter.Payload, catalogue.Find(letter.Kind)!)),
                OperationsJson.Default.DeadLetterDetail);
    }

    private async Task<OperationsAnswer> ReplayAsync(HttpContext context)
    {
        var body = await OperationsEndpoint.ReadAsync(context.Request, OperationsJson.Default.ReplayDeadLetters).ConfigureAwait(false);
        var site = SiteOf(body.Site);
        var count = await ForEachAsync(
            site, body, letter => desk.ReplayAsync(site, letter, body.Actor, context.RequestAborted), context.RequestAborted).ConfigureAwait(false);
        if (count > 0)
        {
            await bell.TryRingAsync(site, logger).ConfigureAwait(false);
        }

        return OperationsAnswer.Ok(new Changed(count), OperationsJson.Default.Changed);
    }

    private async Task<OperationsAnswer> DiscardAsync(HttpContext context)
    {
        var body = await OperationsEndpoint.ReadAsync(context.Request, OperationsJson.Default.DiscardDeadLetters).ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(body.Reason))
        {
            throw new BadOperationException("reason: empty");
        }

        var site = SiteOf(body.Site);
        var count = await ForEachAsync(
            site,
            body,
            letter => desk.DiscardAsync(site, letter, body.Reason, body.Actor, context.RequestAborted),
            context.RequestAborted).ConfigureAwait(false);
        return OperationsAnswer.Ok(new Changed(count), OperationsJson.Default.Changed);
    }

    private async Task<OperationsAnswer> ListQuarantineAsync(HttpContext context) => OperationsAnswer.Ok(
        new QuarantineList(await quarantine.ListAsync(context.RequestAborted).ConfigureAwait(false)), OperationsJson.Default.QuarantineList);

    private async Task<OperationsAnswer> PutBackAsync(HttpContext context)
    {
        var body = await OperationsEndpoint.ReadAsync(context.Request, OperationsJson.Default.PutBack).ConfigureAwait(false);
        OperationsEndpoint.Require(body.Name, "name");
        OperationsEndpoint.Require(body.Actor, "actor");
        if (await quarantine.FindAsync(body.Name, context.RequestAborted).ConfigureAwait(false) is null)
        {
            return OperationsAnswer.NotFound("message in quarantine");
        }

        OperationsLog.PuttingBack(logger, body.Actor, body.Name);
        return await quarantine.PutBackAsync(
            body.Name, message => queues.SendAsync(message.Queue, message.Message, TimeSpan.Zero, context.RequestAborted), context.RequestAborted).ConfigureAwait(false)
            ? OperationsAnswer.Ok(new Changed(1), OperationsJson.Default.Changed)
            : OperationsAnswer.NotFound("message in quarantine");
    }

    private async Task<OperationsAnswer> ShowQuarantinedAsync(HttpContext context)
    {
        var name = context.Request.Query["name"].ToString();
        return name.Length > 0 && await quarantine.FindAsync(name, context.RequestAborted).ConfigureAwait(false) is { } kept
            ? OperationsAnswer.Ok(
                new QuarantineDetail(name, kept.Queue, kept.Reason, kept.At, MaskedMessage.Of(kept.Message, catalogue)), OperationsJson.Default.QuarantineDetail)
            : OperationsAnswer.NotFound("message in quarantine");
    }

    private async Task<OperationsAnswer> DiscardQuarantinedAsync(HttpContext context)
    {
        var body = await OperationsEndpoint.ReadAsync(context.Request, OperationsJson.Default.DiscardQuarantined).ConfigureAwait(false);
        OperationsEndpoint.Require(body.Name, "name");
        OperationsEndpoint.Require(body.Reason, "reason");
        OperationsEndpoint.Require(body.Actor, "actor");
        if (await quarantine.FindAsync(body.Name, context.RequestAborted).ConfigureAwait(false) is null)
        {
            return OperationsAnswer.NotFound("message in quarantine");
        }

        OperationsLog.GivingUp(logger, body.Actor, body.Name, body.Reason);
        return await quarantine.DiscardAsync(body.Name, context.RequestAborted).ConfigureAwait(false)
            ? OperationsAnswer.Ok(new Changed(1), OperationsJson.Default.Changed)
            : OperationsAnswer.NotFound("message in quarantine");
    }

    private async Task<int> ForEachAsync(
        SiteId site, DeadLetterSelection selection, Func<JournalRow, Task<bool>> change, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(selection.Actor))
        {
            throw new BadOperationException("actor: empty");
        }

        if (selection.Receipt is { } receipt)
        {
            var letter = await FindAsync(site, receipt, cancellationToken).ConfigureAwait(false);
            return letter is not null && await change(letter).ConfigureAwait(false) ? 1 : 0;
        }

        var count = 0;
        (string Kind, string Key)? after = null;
        IReadOnlyList<JournalRow> page;
        do
        {
            page = await desk.ListAsync(site, after, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (var letter in page.Where(selection.Fits))
            {
                count += await change(letter).ConfigureAwait(false) ? 1 : 0;
            }

            after = page is [.., var last] ? (last.Kind, last.Key) : null;
        }
        while (page.Count > 0);
        return count;
    }

    private async Task<JournalRow?> FindAsync(SiteId site, string receipt, CancellationToken cancellationToken)
    {
        var (kind, key) = ReceiptOf(receipt);
        return await journal.FindAsync(site, kind, key, cancellationToken).ConfigureAwait(false) is { State: JournalState.Refused } letter ? letter : null;
    }

    private static SiteId SiteOf(string? text) => SiteId.Parse(text) ?? throw new BadOperationException("site: is none");

    private static (string Kind, string Key) ReceiptOf(string text) =>
        ReceiptId.Parse(text) ?? throw new BadOperationException("receipt: is none");
}
