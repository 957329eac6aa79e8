using System.Diagnostics.Metrics;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.Reconciliation;

/// <summary>What operations see of reconciliations as metrics.</summary>
public sealed class ReconciliationMetricsTests
{
    [Fact]
    public async Task How_days_end_why_nothing_is_sent_again_and_what_is_are_counted_with_tags_that_name_no_car_park()
    {
        using var world = await DayWorld.StartAsync();
        using var seen = new Listener(world.Get<IMeterFactory>());
        world.City.Loses = upload => upload.Kind == RecordKind.Photo || (upload.Kind == RecordKind.Arrival && world.City.TimesOf("P1", upload.Kind, upload.Id) == 1 && upload.Id == "A3");
        for (var number = 0; number < 20; number++)
        {
            await world.StayAsync($"{number}");
        }

        world.Forwards = false;
        await world.ReconcileAsync();
        world.Forwards = true;
        await world.ForwardAsync();
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.ReconcileAsync();

        Assert.Equal(
            [
                "hz.reconciliations.bills 1 [outcome, balanced]", "hz.reconciliations.bills 1 [outcome, balanced]",
                "hz.reconciliations.ended 1 [outcome, notSettled]", "hz.reconciliations.ended 1 [outcome, refused]",
                "hz.reconciliations.refused 1 [reason, percent]", "hz.reconciliations.refused 1 [reason, percent]",
                "hz.reconciliations.resent 1 [part, arrivals]",
            ],
            seen.Measured.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Days_of_the_last_week_that_did_not_balance_are_a_gauge()
    {
        using var world = await DayWorld.StartAsync();
        using var seen = new Listener(world.Get<IMeterFactory>());
        await world.LookAsync();
        await world.StayAsync("1");
        world.Forwards = false;
        await world.ReconcileAsync();

        await world.LookAsync();

        Assert.Equal(1, seen.Gauge("hz.reconciliations.unsettled"));
    }

    // Other tests make meters of the same name at the same time.
    private sealed class Listener : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Dictionary<string, int> _gauges = [];

        public Listener(IMeterFactory factory)
        {
            _listener.InstrumentPublished = (instrument, one) =>
            {
                if (instrument.Meter.Scope == factory && instrument.Name.StartsWith("hz.reconciliations", StringComparison.Ordinal))
                {
                    one.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measured.Add($"{instrument.Name} {value} {string.Join(',', tags.ToArray())}"));
            _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => _gauges[instrument.Name] = value);
            _listener.Start();
        }

        public List<string> Measured { get; } = [];

        public int Gauge(string name)
        {
            _listener.RecordObservableInstruments();
            return _gauges[name];
        }

        public void Dispose() => _listener.Dispose();
    }
}
