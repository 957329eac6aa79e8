namespace HzFunctions.Local.CarParkSimulator.Vehicles;

/// <summary>Draws plates as one sees them in Hangzhou: most from the city itself, a good part of them new-energy.</summary>
internal static class PlateDraw
{
    // I and O are not used on plates: they look like 1 and 0.
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    private static readonly string[] Places = ["浙A", "浙A", "浙A", "浙A", "浙A", "浙A", "浙B", "浙D", "浙F", "沪A", "苏E", "皖B"];

    public static Plate Next(Random random)
    {
        var place = Places[random.Next(Places.Length)];
        return random.Next(100) switch
        {
            < 68 => new Plate(place + Tail(random, 5), PlateColor.Blue),
            < 94 => new Plate(place + NewEnergy(random), PlateColor.Green),
            < 99 => new Plate(place + Tail(random, 5), PlateColor.Yellow),
            _ => new Plate("浙A" + Text(random, Digits, 4) + "警", PlateColor.White),
        };
    }

    // Small new-energy cars have their letter first (D electric, F hybrid), large ones last.
    private static string NewEnergy(Random random)
    {
        var kind = random.Next(4) == 0 ? "F" : "D";
        return random.Next(20) == 0 ? Text(random, Digits, 5) + kind : kind + Tail(random, 5);
    }

    // At most two letters, the rest digits.
    private static string Tail(Random random, int length)
    {
        var tail = Text(random, Digits, length).ToCharArray();
        for (var letters = random.Next(3); letters > 0; letters--)
        {
            tail[random.Next(length)] = Letters[random.Next(Letters.Length)];
        }

        return new string(tail);
    }

    private static string Text(Random random, string characters, int length) => new(random.GetItems<char>(characters, length));
}
