using System.Text.Json;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Memory;

/// <summary>A record as the city brain knows it: where it stood in the order of arrival, and what it says by now.</summary>
internal sealed class CityRecord(AcceptedLine first)
{
    private AcceptedLine _latest = first;

    public long Sequence => first.Sequence;

    public DateTimeOffset ReceivedAt => first.ReceivedAt;

    public Site Site => new(first.AccessID, first.ParkingCode);

    public string Interface => first.Interface;

    public string? RecordId => first.RecordId;

    public string? Uid => first.Uid;

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
