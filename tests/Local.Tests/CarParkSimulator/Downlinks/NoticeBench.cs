using System.Collections.Concurrent;
using System.Text.Json;
using HzFunctions.Local.CarParkSimulator.Bills;
using HzFunctions.Local.CarParkSimulator.Downlinks;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Records;
using HzFunctions.Local.Tests.Conditions;

namespace HzFunctions.Local.Tests.CarParkSimulator.Downlinks;

/// <summary>A car park that writes down what it is told.</summary>
internal sealed class NoticeBench : IBillListener, IDisposable
{
    public static readonly Site Site = new("A00001", "1001");

    private readonly TemporaryFolder _folder = new();
    private readonly CarParkLedger _ledger;

    public NoticeBench(DownlinkForm form)
    {
        _ledger = new CarParkLedger(_folder.Path, TimeProvider.System);
        Desk = new NoticeDesk(Site, form, _ledger, new PresentVehicles(Site.ParkingCode), this, TimeProvider.System);
    }

    public static Temper Prompt { get; } = new(prompt: true, new Random(1), TimeProvider.System);

    public NoticeDesk Desk { get; }

    /// <summary>The numbers of the messages that it was told.</summary>
    public IReadOnlyList<string?> Told(LedgerEvent about = LedgerEvent.Delivered) =>
        [.. CarParkLedger.Read(_folder.Path).Where(line => line.Event == about).Select(line => line.RecordId)];

    /// <summary>What its cashier heard.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    public void Hear(string topic, JsonElement data) => Heard.Enqueue(topic);

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }
}
