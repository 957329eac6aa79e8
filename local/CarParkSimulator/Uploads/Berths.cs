using System.Text.Json.Nodes;

namespace HzFunctions.Local.CarParkSimulator.Uploads;

/// <summary>The berths (泊位) of a car park and how many of the open ones are free.</summary>
internal sealed class Berths(int total, int open)
{
    private int _occupied;

    public int Total => total;

    public int Open => open;

    public int Free => Math.Clamp(open - Volatile.Read(ref _occupied), 0, open);

    public void Enter() => Interlocked.Increment(ref _occupied);

    public void Leave() => Interlocked.Decrement(ref _occupied);

    public void WriteTo(JsonObject data)
    {
        data["totalBerthNum"] = Total;
        data["openBerthNum"] = Open;
        data["freeBerthNum"] = Free;
    }
}
