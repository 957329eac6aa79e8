using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Guidance;

/// <summary>What all drivers were told, kept over restarts.</summary>
internal sealed class GuidanceLedger : IDisposable
{
    private const string FileName = "guidance.jsonl";

    private readonly JournalFile<GuidanceLine> _file;
    private readonly TimeProvider _time;

    public GuidanceLedger(string folder, TimeProvider time)
    {
        _file = JournalFile<GuidanceLine>.Open(Path.Combine(folder, FileName), out _);
        _time = time;
    }

    public static IReadOnlyList<GuidanceLine> Read(string folder) => JournalFile<GuidanceLine>.Read(Path.Combine(folder, FileName));

    public void Write(GuidanceEvent about, Site site, string? userId = null, string? bookRecordId = null, string? detail = null) => _file.Append(new GuidanceLine
    {
        Event = about,
        At = _time.GetUtcNow(),
        AccessID = site.AccessID,
        ParkingCode = site.ParkingCode,
        UserId = userId,
        BookRecordId = bookRecordId,
        Detail = detail,
    });

    public void Dispose() => _file.Dispose();
}
