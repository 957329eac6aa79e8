using System.Diagnostics.Metrics;
using HzFunctions.Functions.Billing;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>What operations see of bills as metrics.</summary>
public sealed class BillMetricsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<BillMetrics>().BuildServiceProvider();

    private IMeterFactory Factory => _services.GetRequiredService<IMeterFactory>();

    private BillMetrics Metrics => _services.GetRequiredService<BillMetrics>();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void What_Watch_has_counted_is_what_the_gauges_say()
    {
        var seen = new Dictionary<string, int>();
        using var listener = Listen();
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => seen[instrument.Name] = value);

        Metrics.Count(new BillCensus(4, 3, 2, 1));
        listener.RecordObservableInstruments();

        Assert.Equal((4, 3, 2, 1), (seen["hz.bills.open"], seen["hz.bills.unpaid"], seen["hz.bills.unaccepted"], seen["hz.bills.to_review"]));
    }

    [Fact]
    public void What_happens_is_counted_with_a_tag_that_names_no_bill()
    {
        var seen = new List<string>();
        using var listener = Listen();
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.Add($"{instrument.Name} {value} {string.Join(',', tags.ToArray())}"));

        Metrics.Application("accepted");
        Metrics.Settled("payResult");
        Metrics.Reported("refused");
        Metrics.Review(ReviewReason.Amounts);
        Metrics.Superseded("late");

        Assert.Equal(
            [
                "hz.bills.applications 1 [outcome, accepted]", "hz.bills.settled 1 [path, payResult]", "hz.bills.reports 1 [outcome, refused]",
                "hz.bills.reviews 1 [reason, amounts]", "hz.bills.superseded 1 [reason, late]",
            ],
            seen);
    }

    // Other tests make meters of the same name at the same time.
    private MeterListener Listen()
    {
        var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, one) =>
        {
            if (instrument.Meter.Scope == Factory)
            {
                one.EnableMeasurementEvents(instrument);
            }
        };
        listener.Start();
        return listener;
    }
}
