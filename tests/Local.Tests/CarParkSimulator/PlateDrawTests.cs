using System.Text.RegularExpressions;
using CsCheck;
using HzFunctions.Local.CarParkSimulator.Vehicles;

namespace HzFunctions.Local.Tests.CarParkSimulator;

public sealed partial class PlateDrawTests
{
    private static readonly Gen<Plate> Plates = Gen.Int.Select(seed => PlateDraw.Next(new Random(seed)));

    [Fact]
    public void A_plate_is_written_as_plates_are()
    {
        Plates.Sample(plate => Written().IsMatch(plate.Number));
    }

    [Fact]
    public void A_green_plate_has_eight_characters_and_every_other_seven()
    {
        Plates.Sample(plate => plate.Number.Length == (plate.Color == PlateColor.Green ? 8 : 7));
    }

    [Fact]
    public void A_white_plate_is_a_police_plate_and_only_that()
    {
        Plates.Sample(plate => plate.Number.EndsWith('警') == (plate.Color == PlateColor.White));
    }

    [Fact]
    public void Every_colour_comes_and_most_plates_are_of_Hangzhou()
    {
        var random = new Random(1);
        var plates = Enumerable.Range(0, 2_000).Select(_ => PlateDraw.Next(random)).ToList();

        Assert.Equal([1, 2, 3, 5], plates.Select(plate => plate.Color).Distinct().Order());
        Assert.InRange(plates.Count(plate => plate.Number.StartsWith("浙A", StringComparison.Ordinal)), 900, 1_300);
    }

    [GeneratedRegex("^[浙沪苏皖][A-HJ-NP-Z](([A-HJ-NP-Z0-9]{5})|([DF][A-HJ-NP-Z0-9]{5})|([0-9]{5}[DF])|([0-9]{4}警))$")]
    private static partial Regex Written();
}
