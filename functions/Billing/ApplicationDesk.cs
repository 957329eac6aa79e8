using System.Text.Json;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.Directory;

namespace HzFunctions.Functions.Billing;

/// <summary>
/// Applies for deduction of a bill while a car waits at the barrier (applyPayment, §3.2.4). The bill's row and the message that starts its orchestration come
/// before the call: from then on somebody goes on, whoever dies.
/// </summary>
internal sealed class ApplicationDesk(
    BillStore store,
    BillClaims claims,
    BillCalls calls,
    BillOutcomes outcomes,
    AnsweredPayments payments,
    Contracts contracts,
    BillBells bells,
    TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    // Each round is lost only to another writer that succeeded.
    private const int MaximumRounds = 10;

    /// <summary>Applies for a checked bill.</summary>
    public async Task<GatewayAnswer> ApplyAsync(SiteEntry site, string payload, CancellationToken cancellationToken)
    {
        var application = Read(payload);
        var contract = await contracts.FindAsync(site, application, cancellationToken).ConfigureAwait(false);
        List<string> objections = [.. contract?.Objections(application) ?? []];
        List<string> warnings = [.. objections, .. contract?.Remarks(application) ?? []];
        for (var round = 0; round < MaximumRounds; round++)
        {
            var started = time.GetTimestamp();
            var (known, serverTime) = await store.FindAsync(site.Site, application.BillId, cancellationToken).ConfigureAwait(false);
            if (known is not null && Again.Judge(known, application) is not Again.Answer.Apply and var again)
            {
                return await AnswerAgainAsync(known, application, again, contract, cancellationToken).ConfigureAwait(false);
            }

            if (site.RefuseUncontracted && objections.Count > 0)
            {
                return GatewayAnswer.Refused(StatusCodes.Status400BadRequest, string.Join("; ", objections));
            }

            var change = First(application, warnings, known);
            var claim = claims.Begin(change, serverTime);
            var begun = known is null
                ? await store.AddAsync(site.Site, application.BillId, change, cancellationToken).ConfigureAwait(false)
                : await store.UpdateAsync(known, change, cancellationToken).ConfigureAwait(false);
            if (begun is not null)
            {
                return await CallAsync(begun, claim, started, contract).ConfigureAwait(false);
            }
        }

        throw new IOException("A bill changed under every attempt to apply for it.");
    }

    // What the row says now is not taken back when the car park hangs up.
    private async Task<GatewayAnswer> CallAsync(BillRow bill, string claim, long started, Contract? contract)
    {
        await bells.TryRingAsync(bill.Site, bill.BillId, BillSchedule.HeadStart).ConfigureAwait(false);
        if (!claims.LeavesTimeForACall(started))
        {
            // The storage was slow: somebody else may call before this call would end. Who was rung for, or Watch, goes on.
            return Unanswered(bill, contract);
        }

        var answer = await calls.CallAsync(BillCalls.Apply, bill, CancellationToken.None).ConfigureAwait(false);
        var isOpen = answer.Body is null;
        if (answer is { Outcome: AnswerOutcome.Accepted, Body: { } paid } && PayResultAnswer.Read(paid).IsPaid)
        {
            await payments.SettleAsync(bill, paid, BillCalls.Apply, tell: false, CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            var outcome = await outcomes.OfApplicationAsync(bill, answer, CancellationToken.None).ConfigureAwait(false);
            await claims.RecordAsync(
                bill, claim, current => outcomes.Application(current, outcome, answer, tell: false), CancellationToken.None).ConfigureAwait(false);

            // A refusal that is none, since the arrival is still on its way: a car park that collects now would collect what is applied for again.
            isOpen |= outcome == ApplicationOutcome.NotTaken;
        }

        return isOpen ? Unanswered(bill, contract) : new GatewayAnswer { CityBrain = BillAnswers.WithWarnings(answer.Body!.Value, bill.Warnings) };
    }

    private Task<GatewayAnswer> AnswerAgainAsync(
        BillRow bill, BillApplication application, Again.Answer answer, Contract? contract, CancellationToken cancellationToken) => answer switch
        {
            Again.Answer.FromTheBill => Task.FromResult(BillAnswers.Application(bill, application)),
            Again.Answer.Conflict => Task.FromResult(Conflict("is that of another bill (another amount, stay or vehicle)")),
            Again.Answer.Closed => Task.FromResult(Closed(bill)),
            _ => WaitAsync(bill, application, contract, cancellationToken),
        };

    private static GatewayAnswer Closed(BillRow bill) => Conflict($"the bill is closed ({BillStates.Text(bill.State)})");

    private static GatewayAnswer Conflict(string why) =>
        GatewayAnswer.Refused(StatusCodes.Status409Conflict, $"billID: {why}; nothing was changed");

    // Another call for the same bill is under way, or nobody has answered one: the car park gets the same answer.
    private async Task<GatewayAnswer> WaitAsync(BillRow bill, BillApplication application, Contract? contract, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var current = bill;
        while (current is { State: BillState.Applying, Claim: not null } && time.GetElapsedTime(started) < calls.TimeLimit)
        {
            await Task.Delay(Between, time, cancellationToken).ConfigureAwait(false);
            current = (await store.FindAsync(bill.Site, bill.BillId, cancellationToken).ConfigureAwait(false)).Bill ?? bill;
        }

        if (current.State is BillState.Accepted or BillState.Settled)
        {
            return BillAnswers.Application(current, application);
        }

        if (current.State == BillState.Refused)
        {
            return new GatewayAnswer { ResultCode = current.ResultCode ?? "400", Message = current.Words ?? string.Empty };
        }

        if (current.IsOver)
        {
            return Closed(current);
        }

        await bells.TryRingAsync(bill.Site, bill.BillId).ConfigureAwait(false);
        return Unanswered(current, contract);
    }

    private static GatewayAnswer Unanswered(BillRow bill, Contract? contract) =>
        BillAnswers.Unanswered(bill, contract?.VouchesFor(bill.ShouldPay) == true);

    private BillChange First(BillApplication application, List<string> warnings, BillRow? known)
    {
        var now = time.GetUtcNow();
        return new BillChange()
            .Set(BillRow.Columns.Kind, BillKind.Exit)
            .Set(BillRow.Columns.State, BillStates.Text(BillState.Applying))
            .Set(BillRow.Columns.Generation, known is null ? 1 : known.Generation + 1)
            .Set(BillRow.Columns.ShouldPay, application.ShouldPay)
            .Set(BillRow.Columns.Told, application.Fields.GetRawText())
            .Set(BillRow.Columns.AppliedAt, now)
            .Set(BillRow.Columns.NextAt, now + BillSchedule.HeadStart)
            .Set(BillRow.Columns.Missing, false)
            .Set(BillRow.Columns.Failures, 0)
            .Set(BillRow.Columns.Warnings, BillRow.Joined(warnings))
            .Say(now, BillEvents.Applied);
    }

    private static BillApplication Read(string payload)
    {
        using var document = JsonDocument.Parse(payload);
        return BillApplication.Read(document.RootElement.GetProperty("data"));
    }
}
