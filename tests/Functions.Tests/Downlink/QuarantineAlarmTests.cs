using System.Diagnostics.Metrics;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>The counter that an alarm watches: what is kept aside, by kind.</summary>
public sealed class QuarantineAlarmTests : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _kept = [];

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Each_message_that_is_kept_aside_is_counted_by_its_kind_and_a_good_one_is_not()
    {
        var bench = await DownlinkBench.StartAsync();
        Listen(bench.Handler.Services.GetRequiredService<IMeterFactory>());
        var invalid = BridgeMessage.DeparturePayInfo();
        invalid.Data["plateColor"] = 9;

        await bench.BringAsync("no JSON");
        await bench.BringAsync(BridgeMessage.PayResult() with { ParkingCode = "P9" });
        await bench.BringAsync(invalid);
        await bench.Handler.Poison.RunAsync("{}", TestContext.Current.CancellationToken);
        await bench.BringAsync(BridgeMessage.PayResult());

        Assert.Equal(
            [new("invalid", 1), new("poison", 1), new("unknown-site", 1), new("unreadable", 1)],
            _kept.OrderBy(kind => kind.Key, StringComparer.Ordinal));
        Assert.Equal(4, bench.Quarantine.Kept.Count);
    }

    private void Listen(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory && instrument.Name == "hz.downlink.quarantined")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            var kind = (string)tags[0].Value!;
            _kept[kind] = _kept.GetValueOrDefault(kind) + value;
        });
        _listener.Start();
    }
}
