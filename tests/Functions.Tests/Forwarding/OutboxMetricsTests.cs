using System.Diagnostics.Metrics;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Forwarding;

/// <summary>What the alerts about the way up look at.</summary>
public sealed class OutboxMetricsTests : IDisposable
{
    private readonly Workbench _bench = new(options: null, "P2", "P3");
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, double> _seen = new(StringComparer.Ordinal);

    public OutboxMetricsTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == _bench.Handler.Meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _seen[instrument.Name] = _seen.GetValueOrDefault(instrument.Name) + value);
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => _seen[instrument.Name] = value);
        _listener.Start();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task The_oldest_record_counts_though_an_arrival_goes_before_it()
    {
        _bench.Bell.IsAway = true;
        await _bench.SendAsync(CarParkEvent.Payment("b1", uid: "u1"));
        _bench.Clock.Advance(TimeSpan.FromMinutes(10));
        await _bench.SendAsync(CarParkEvent.Arrival("a1", uid: "u2"));
        _bench.Bell.IsAway = false;
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(660, (await LookAsync())["hz.outbox.oldest_pending"]);
    }

    [Fact]
    public async Task An_arrival_counts_where_it_is_the_oldest_and_nothing_where_nothing_waits()
    {
        Assert.Equal(0, (await LookAsync())["hz.outbox.oldest_pending"]);

        _bench.Bell.IsAway = true;
        await _bench.SendAsync(CarParkEvent.Arrival("a1", uid: "u1"));
        _bench.Clock.Advance(TimeSpan.FromMinutes(3));
        await _bench.SendAsync(CarParkEvent.Payment("b1", uid: "u2"));
        _bench.Bell.IsAway = false;

        Assert.Equal(180, (await LookAsync())["hz.outbox.oldest_pending"]);
    }

    [Fact]
    public async Task Silence_is_told_while_records_wait_and_nothing_answers()
    {
        _bench.Uplink.Answer = _ => ScriptedUplink.Silence;
        await _bench.SendAsync(CarParkEvent.Arrival("a1", uid: "u1"));
        await _bench.RunNextBellAsync();
        Assert.InRange((await LookAsync())["hz.city_brain.silence"], 0, 60);

        _bench.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.InRange((await LookAsync())["hz.city_brain.silence"], 360, 420);
    }

    [Fact]
    public async Task A_dead_letter_is_counted_once_and_a_suspended_access_is_told_until_it_resumes()
    {
        _bench.Uplink.Answer = _ => ScriptedUplink.Refused("验签失败");
        for (var record = 0; record < 12; record++)
        {
            await _bench.SendAsync(CarParkEvent.Payment($"b{record}", uid: $"u{record}"));
            await _bench.RunBellsAsync();
        }

        Assert.Equal(1, (await LookAsync())["hz.accesses.suspended"]);
        Assert.Equal(_bench.Keys("R|").Count, _seen["hz.outbox.refused"]);
    }

    [Fact]
    public async Task A_process_whose_timer_runs_no_more_stops_telling_what_it_saw_last()
    {
        await LookAsync();
        _seen.Clear();
        _bench.Clock.Advance(TimeSpan.FromMinutes(3));

        _listener.RecordObservableInstruments();

        Assert.Empty(_seen);
    }

    private async Task<Dictionary<string, double>> LookAsync()
    {
        await _bench.Handler.Watch.RunAsync(Stop);
        _seen.Remove("hz.accesses.suspended");
        _listener.RecordObservableInstruments();
        return _seen;
    }
}
