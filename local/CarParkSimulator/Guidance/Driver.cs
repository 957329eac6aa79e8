using System.Globalization;

namespace HzFunctions.Local.CarParkSimulator.Guidance;

/// <summary>Somebody who uses a third-party application to find and book spaces.</summary>
/// <param name="UserId">三方应用的用户 id; the plate follows from it.</param>
internal readonly record struct Driver(string UserId)
{
    private const int Numbers = 100_000;

    /// <summary>The how manieth driver of a run of the simulator at a car park.</summary>
    public static Driver Of(string parkingCode, int generation, int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"u-{parkingCode}-{generation}-{number}"));

    /// <summary>车牌号. No vehicle of the ordinary traffic has such a one.</summary>
    public string Plate => string.Create(CultureInfo.InvariantCulture, $"浙G{NumberOf(UserId):D5}");

    /// <summary>用户手机号.</summary>
    public string Phone => string.Create(CultureInfo.InvariantCulture, $"137{NumberOf(UserId):D8}");

    private static int NumberOf(string userId) =>
        (int)(userId.Aggregate(17L, (sum, character) => unchecked((sum * 31) + character)) % Numbers + Numbers) % Numbers;
}
