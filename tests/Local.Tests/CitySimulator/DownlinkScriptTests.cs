using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Local.CitySimulator.Access;
using HzFunctions.Local.CitySimulator.Answers;
using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.CitySimulator.Downlinks;

namespace HzFunctions.Local.Tests.CitySimulator;

/// <summary>What the city brain sends down by itself, and what is amiss with it at times.</summary>
public sealed class DownlinkScriptTests
{
    private const int Many = 2_000;

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 10, 30, TimeSpan.FromHours(8));

    // A bill that will be paid, of which a message tells.
    private static Bill Payment { get; } = new()
    {
        Told = JsonSerializer.SerializeToElement<JsonObject>(Samples.Of("applyPayment")),
        Now = Now,
        Plan = PlannedBills.PlanOf(PlannedBills.Id(BillOutcome.PaidSoon, isSentDown: true)),
        AppliedAt = Now,
        Tellings = 1,
    };

    private readonly DownlinkScript _script = new(new Random(1));

    [Fact]
    public void Each_fault_occurs()
    {
        var orders = AfterMany("uploadCarInData").Concat(AfterMany("uploadPayRecord")).SelectMany(orders => orders);

        Assert.Equal(Enum.GetValues<DownlinkFault>().Order(), orders.Select(order => order.Fault).Distinct().Order());
    }

    [Theory]
    [InlineData("uploadCarInData", "departurePayInfo", "fee", "overDueResult")]
    [InlineData("uploadPayRecord", "InvoiceInfo")]
    [InlineData("applyPayment", "payResult")]
    public void R34_R52_R55_R75_R80_Each_kind_of_message_follows_what_it_answers_to(string upload, params string[] names)
    {
        Assert.Equal(names, AfterMany(upload).SelectMany(orders => orders).Select(order => order.Name).Distinct().Order());
    }

    [Theory]
    [InlineData("WrongSign", 2026)]
    [InlineData("FutureTimestamp", 2099)]
    public void A_forged_message_and_one_of_2099_are_followed_by_the_genuine_one(string fault, int year)
    {
        var orders = AfterMany("applyPayment").First(orders => $"{orders[0].Fault}" == fault);

        Assert.Equal(2, orders.Count);
        Assert.Equal(DownlinkFault.None, orders[1].Fault);
        Assert.Equal(Payment.PaysAt, orders[1].Timestamp);
        Assert.Equal(orders[0].Data.ToJsonString(), orders[1].Data.ToJsonString());
        Assert.Equal(year, orders[0].Timestamp?.Year);
    }

    [Fact]
    public void R14_Of_two_invoice_states_the_older_is_published_after_the_newer_when_they_are_shuffled()
    {
        var orders = AfterMany("uploadPayRecord").First(orders => orders is [{ Fault: DownlinkFault.Shuffled }, _]);

        Assert.True(orders[0].Timestamp < orders[1].Timestamp && orders[0].After > orders[1].After);
        Assert.Equal((string?)orders[0].Data["bilID"], (string?)orders[1].Data["bilID"]);
    }

    [Fact]
    public void What_is_delayed_is_published_seconds_after_its_timestamp()
    {
        var order = AfterMany("applyPayment").SelectMany(orders => orders).First(order => order.Fault == DownlinkFault.Delayed);

        Assert.True(order.Timestamp == Payment.PaysAt && Now + order.After >= Payment.PaysAt + TimeSpan.FromSeconds(5), $"{order.Timestamp} {order.After}");
    }

    private List<IReadOnlyList<DownlinkOrder>> AfterMany(string interfaceName)
    {
        var access = new KnownAccess(CityUnderTest.Accesses[0]);
        var definition = StandardCatalogue.Instance.Find(interfaceName)!;
        JsonObject data = Samples.Of(interfaceName);
        var request = new CityRequest(access, definition, JsonSerializer.SerializeToElement(data), File: null, Now);
        return [.. Enumerable.Range(0, Many).Select(_ => (IReadOnlyList<DownlinkOrder>)[.. _script.After(request, interfaceName == "applyPayment" ? Payment : null)]).Where(orders => orders.Count > 0)];
    }
}
