using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.Records;
using Microsoft.AspNetCore.Http;

namespace HzFunctions.Local.Tests.Gateway;

/// <summary>The smallest life of a bill that keeps the contract: applies once, asks before it applies again or reports, and tells the car park.</summary>
internal sealed class GatewayBills(GatewayUplink uplink, GatewayInbox inbox, BillDeadlines deadlines, Misconduct misconduct) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<(Site, string), GatewayBill> _bills = new();
    private readonly ConcurrentBag<Task> _lives = [];
    private readonly CancellationTokenSource _end = new();

    public async Task<IResult> ApplyAsync(Site site, JsonObject application)
    {
        var bill = _bills.GetOrAdd((site, (string)application["billID"]!), _ => new GatewayBill(site, application));
        if (bill.State == "refused" || ReferenceEquals(bill.Application, application))
        {
            var answer = await uplink.AskAsync(site.AccessID, "applyPayment", bill.Application);
            Take(bill, answer, "applyPayment");
            if (bill.State is "applying" or "accepted")
            {
                _lives.Add(LiveAsync(bill));
            }

            return answer is null ? NoAnswer() : Results.Json(answer);
        }

        return bill.State == "applying" ? NoAnswer() : Results.Json(Known(bill));
    }

    public IResult Show(Site site, string billId) => misconduct != Misconduct.ForgetsBills && _bills.TryGetValue((site, billId), out var bill)
        ? Results.Json(bill.Show(misconduct == Misconduct.MiscountsBills ? 1 : 0))
        : Results.NotFound();

    /// <summary>What car parks send about a bill beside its application.</summary>
    public void Note(Site site, string interfaceName, JsonObject data, bool accepted)
    {
        if (accepted && data["billID"] is { } id && _bills.TryGetValue((site, (string)id!), out var bill) && bill.State == "accepted")
        {
            if (interfaceName == "cancelOverDueBill")
            {
                bill.State = "cancelled";
            }
            else if (interfaceName == "uploadPayRecord" && (int)data["billWay"]! == 0)
            {
                inbox.Put(site, "cancelOverDueBillReminder", new JsonObject { ["billID"] = bill.BillId });
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_lives).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task LiveAsync(GatewayBill bill)
    {
        while (bill.State == "applying")
        {
            await Task.Delay(Pause, TimeProvider.System, _end.Token);
            var answer = await AskAsync(bill);
            var isUnknown = answer?["resultCode"]?.ToString() == "204";
            Take(bill, isUnknown ? await uplink.AskAsync(bill.Site.AccessID, "applyPayment", bill.Application) : answer, "getPayResult");
        }

        for (var wait = deadlines.UnpaidAfter; bill.State == "accepted"; wait = deadlines.ReportEvery)
        {
            await Task.Delay(wait, TimeProvider.System, _end.Token);
            Take(bill, await AskAsync(bill), "getPayResult");
            if (bill.State == "accepted")
            {
                await uplink.AskAsync(bill.Site.AccessID, "uploadAbnormalBill", Part(bill, "billID", "parkingCode", "uid", "plateNo", "plateColor", "arriveTime", "endTime", "billTime", "shouldPay", "payStatus"));
            }
        }
    }

    private Task<JsonObject?> AskAsync(GatewayBill bill) =>
        uplink.AskAsync(bill.Site.AccessID, "getPayResult", Part(bill, "billID", "parkingCode", "plateNo"));

    private void Take(GatewayBill bill, JsonObject? answer, string path)
    {
        if (answer is null || bill.State is "settled" or "cancelled")
        {
            return;
        }

        bill.ResultCode = answer["resultCode"]?.ToString() ?? "200";
        if (bill.ResultCode != "200")
        {
            bill.State = "refused";
        }
        else if ((int)answer["payStatus"]! == 1)
        {
            (bill.State, bill.SettledBy, bill.Payment) = ("settled", path, answer);
            if (path == "getPayResult" && misconduct != Misconduct.TellsNobody)
            {
                inbox.Put(bill.Site, "payResult", answer.DeepClone().AsObject());
            }
        }
        else
        {
            bill.State = "accepted";
        }
    }

    private static JsonObject Known(GatewayBill bill)
    {
        var answer = bill.Payment?.DeepClone().AsObject() ?? new JsonObject { ["payStatus"] = 0 };
        answer["resultCode"] = "200";
        return answer;
    }

    private static IResult NoAnswer() => Results.Json(new { resultCode = "500", msg = "城市大脑没有应答" }, statusCode: StatusCodes.Status504GatewayTimeout);

    private static JsonObject Part(GatewayBill bill, params IEnumerable<string> names) =>
        new(names.Select(name => KeyValuePair.Create(name, bill.Application[name]?.DeepClone())));
}
