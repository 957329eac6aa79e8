using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Answers;
using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.CitySimulator.Memory;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Downlinks;

/// <summary>What the city brain has to say after it was told something: a contract after an arrival, a payment after an application.</summary>
internal sealed class DownlinkScript(Random random)
{
    private static readonly DateTimeOffset FarFuture = new(2099, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));

    /// <summary>The messages that follow an upload which was accepted for the first time.</summary>
    /// <param name="request">The upload.</param>
    /// <param name="bill">The bill that it is about, if it is about one.</param>
    public IEnumerable<DownlinkOrder> After(CityRequest request, Bill? bill) => request.Interface switch
    {
        "uploadCarInData" => AfterArrival(request),
        "uploadPayRecord" when OneIn(4) => AfterPayment(request),
        // What is told again was planned when it was told first.
        "applyPayment" or "uploadFee" when bill is { Plan.IsSentDown: true, PaysAt: { } at, Tellings: 1 } =>
            AfterApplication(request.Site, bill, at),
        _ => [],
    };

    private IEnumerable<DownlinkOrder> AfterArrival(CityRequest request)
    {
        var order = new DownlinkOrder(request.Site, "departurePayInfo", Contract(request.Data)) { After = Soon() };
        foreach (var faulty in WithFault(order))
        {
            yield return faulty;
        }

        if (OneIn(8))
        {
            yield return new DownlinkOrder(request.Site, "overDueResult", OverDue(request.Data)) { After = Soon() };
        }

        if (OneIn(6))
        {
            yield return new DownlinkOrder(request.Site, "fee", Vehicle(request.Data)) { After = Soon() };
        }
    }

    // The later state first, and then the earlier one: who goes by the order of arrival ends with the wrong state.
    private IEnumerable<DownlinkOrder> AfterPayment(CityRequest request)
    {
        var isShuffled = OneIn(2);
        var (issuing, issued) = (Invoice(request.Data, status: 0), Invoice(request.Data, status: 1));
        var at = request.Now;
        yield return new DownlinkOrder(request.Site, "InvoiceInfo", issuing)
        {
            Timestamp = at,
            After = TimeSpan.FromSeconds(isShuffled ? 2 : 0.5),
            Fault = isShuffled ? DownlinkFault.Shuffled : DownlinkFault.None,
        };
        yield return new DownlinkOrder(request.Site, "InvoiceInfo", issued) { Timestamp = at + TimeSpan.FromSeconds(1), After = TimeSpan.FromSeconds(1) };
    }

    // The message says what an answer to a question will say from then on.
    private IEnumerable<DownlinkOrder> AfterApplication(Site site, Bill bill, DateTimeOffset paidAt)
    {
        var paid = BillMembers.Of(bill with { Now = paidAt }, withBillTime: true, withPayType: true);
        return WithFault(new DownlinkOrder(site, "payResult", paid) { Timestamp = paidAt, After = paidAt - bill.Now + Soon() });
    }

    private IEnumerable<DownlinkOrder> WithFault(DownlinkOrder order)
    {
        switch (random.Next(40))
        {
            case 0:
                yield return order with { Fault = DownlinkFault.WrongSign };
                break;
            case 1:
                yield return order with { Fault = DownlinkFault.FutureTimestamp, Timestamp = FarFuture };
                break;
            case 2:
                yield return order with { Fault = DownlinkFault.ReusedRequestId };
                yield break;
            case 3:
                yield return order with { Fault = DownlinkFault.Delayed, After = order.After + TimeSpan.FromSeconds(5) };
                yield break;
            case 4 or 5:
                yield return order with { Fault = DownlinkFault.Doubled };
                yield break;
        }

        yield return order;
    }

    private static JsonObject Contract(JsonElement arrival)
    {
        var data = Vehicle(arrival);
        var contract = VehicleContract.Of(arrival.Text("plateNo")!);
        data["noSense"] = contract.NoSense;
        data["moneyLimit"] = contract.MoneyLimit;
        data["departurePay"] = contract.DeparturePay;
        return data;
    }

    private static JsonObject Vehicle(JsonElement arrival) => new()
    {
        ["plateNo"] = arrival.Text("plateNo"),
        ["plateColor"] = arrival.Number("plateColor"),
        ["parkingCode"] = arrival.Text("parkingCode"),
    };

    private JsonObject OverDue(JsonElement arrival) => new()
    {
        ["plateNo"] = arrival.Text("plateNo"),
        ["overDueCount"] = random.Next(1, 4),
        ["unPay"] = random.Next(5, 60) * 100,
        ["prevent"] = random.Next(2),
    };

    private static JsonObject Invoice(JsonElement payment, int status) => new()
    {
        ["plateNo"] = payment.Text("plateNo"),
        ["plateColor"] = payment.Number("plateColor") ?? 1,
        ["parkingCode"] = payment.Text("parkingCode"),
        ["bilID"] = payment.Text("billID"),
        ["status"] = status,
        ["invoiceWay"] = 102,
        ["applyTime"] = payment.Text("dealTime"),
    };

    private TimeSpan Soon() => TimeSpan.FromMilliseconds(200 + random.Next(1500));

    private bool OneIn(int many) => random.Next(many) == 0;
}
