using System.Text.Json;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Memory;

/// <summary>A record as the city brain knows it: where it stood in the order of arrival, and what it says by now.</summary>
internal sealed class CityRecord(AcceptedLine first)
{
    private AcceptedLine _latest = first;

    public long Sequence { get; } = first.Sequence;

    public DateTimeOffset ReceivedAt { get; } = first.ReceivedAt;

    public Site Site { get; } = new(first.AccessID, first.ParkingCode);

    public string Interface => _latest.Interface;

    public string? RecordId => _latest.RecordId;

    public string? Uid => _latest.Uid;

    public JsonElement Data => _latest.Data;

    public PhotoFacts? File => _latest.File;

    public int Repeats { get; private set; }

    public int Revisions { get; private set; }

    public string Fingerprint { get; private set; } = ContentFingerprint.Of(first.Data, first.File?.Sha256);

    public void Take(AcceptedLine line)
    {
        if (line.Outcome == RecordOutcome.Repeat)
        {
            Repeats++;
            return;
        }

        Revisions++;
        _latest = line;
        Fingerprint = ContentFingerprint.Of(line.Data, line.File?.Sha256);
    }
}
