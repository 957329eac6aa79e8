using HzFunctions.Local.CitySimulator.Memory;

namespace HzFunctions.Local.CitySimulator.Admin;

/// <summary>A record that was answered with success and lost, as the admin endpoint shows it, and whether it has come again.</summary>
internal sealed record LossView(string AccessID, string ParkingCode, string Interface, string RecordId, DateTimeOffset At, bool CameAgain)
{
    public static LossView Of(LostRecord lost, CityMemory memory) => new(
        lost.Site.AccessID, lost.Site.ParkingCode, lost.Interface, lost.RecordId, lost.At, memory.Find(lost.Site, lost.Interface, lost.RecordId) is not null);
}
