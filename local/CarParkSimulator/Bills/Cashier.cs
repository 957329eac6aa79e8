using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.CarParkSimulator.Links;
using HzFunctions.Local.CarParkSimulator.Stays;
using HzFunctions.Local.CarParkSimulator.Traffic;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Bills;

/// <summary>
/// What a car park does about vehicles that leave first and pay later: it applies for deduction, records payments of which it is told, and
/// collects some bills in cash. An existing client, which automates by itself, applies once and collects nothing.
/// </summary>
internal sealed class Cashier(
    ICarParkLink link, Delivery delivery, BillNotes notes, bool automatesByItself, Random random, TimeProvider time) : IBillListener, IAsyncDisposable
{
    // A barrier cannot wait for long: after that the car goes, and somebody else must know.
    private const int AttemptsAtTheBarrier = 3;
    private const int OneInCollected = 6;
    private const string NoData = "204";

    private static readonly TimeSpan CollectedWithin = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, OpenBill> _bills = new(StringComparer.Ordinal);
    private readonly Errands _errands = new();

    /// <summary>Applies for the deduction of a bill. The car goes when this returns, whatever the answer was.</summary>
    /// <param name="stay">The stay that is owed for.</param>
    /// <param name="application">What applyPayment says.</param>
    /// <param name="stop">From then on nothing new is begun.</param>
    /// <param name="abandon">Gives everything up.</param>
    public async Task ApplyAsync(Stay stay, JsonObject application, CancellationToken stop, CancellationToken abandon)
    {
        var bill = new OpenBill(stay, application);
        _bills[bill.BillId] = bill;
        notes.Applied(bill);
        var answer = await AskAsync(bill, abandon);
        notes.Answered(bill, answer);
        if (answer is UploadAnswer.Accepted accepted && Payments.IsOne(accepted.Body))
        {
            Record(bill, accepted.Body);
        }
        else if (answer is not UploadAnswer.Refused && !automatesByItself && random.Next(OneInCollected) == 0)
        {
            _errands.Start(end => CollectAsync(bill, stop, end));
        }
    }

    public void Hear(string topic, JsonElement data)
    {
        if (!data.TryGetProperty("billID", out var member) || member.GetString() is not { } billId)
        {
            return;
        }

        var bill = _bills.GetValueOrDefault(billId);
        switch (topic)
        {
            case "payResult" when Payments.IsOne(data):
                HearPaid(billId, bill, data);
                break;
            case "applyPaymentResult":
                notes.AnsweredLater(billId, data);
                break;
            case "cancelOverDueBillReminder" when bill?.TryCancel() == true:
                _errands.Start(end => CancelAsync(bill, end));
                break;
        }
    }

    public ValueTask DisposeAsync() => _errands.DisposeAsync();

    private async Task<UploadAnswer> AskAsync(OpenBill bill, CancellationToken abandon)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await link.SendAsync("applyPayment", bill.Application.DeepClone().AsObject(), photo: null, abandon);
            if (automatesByItself || attempt == AttemptsAtTheBarrier || !IsWorthRepeating(answer))
            {
                return answer;
            }

            await Task.Delay(RetryDelay.After(attempt, asked: null, random), time, abandon);
        }
    }

    // That there is no such stay is said while the arrival is still on its way.
    private static bool IsWorthRepeating(UploadAnswer answer) =>
        answer is UploadAnswer.Unanswered or UploadAnswer.Refused { ResultCode: NoData };

    private void HearPaid(string billId, OpenBill? bill, JsonElement payment)
    {
        notes.ToldPaid(billId, payment);
        if (bill is not null)
        {
            Record(bill, payment);
        }
    }

    private void Record(OpenBill bill, JsonElement payment)
    {
        if (bill.TryRecord())
        {
            _errands.Start(end => delivery.DeliverAsync(BillUploads.PayRecord(bill, payment), end));
        }
    }

    // The driver comes back, or is found, and pays at the counter.
    private async Task CollectAsync(OpenBill bill, CancellationToken stop, CancellationToken end)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, end);
        var later = CollectedWithin * random.NextDouble();
        await Task.Delay(later, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!either.IsCancellationRequested && bill.TryRecord())
        {
            notes.Collected(bill);
            await delivery.DeliverAsync(BillUploads.CashRecord(bill, ChinaClock.Now(time)), end);
        }
    }

    private async Task CancelAsync(OpenBill bill, CancellationToken end)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await link.SendAsync("cancelOverDueBill", BillUploads.Cancellation(bill), photo: null, end);
            if (answer is not UploadAnswer.Unanswered unanswered)
            {
                notes.Cancelled(bill, answer);
                return;
            }

            await Task.Delay(RetryDelay.After(attempt, unanswered.RetryAfter, random), time, end);
        }
    }
}
