using CsCheck;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.Journal;

public sealed class SiteIdTests
{
    private static readonly Gen<string> Id = Gen.OneOf(
        Gen.OneOf("1", "1~", "~1", "1~~2", "2", "..", "/", "|", "'", "西湖", "P 1", "P1", "p1", "%31", "1.", "\u0001"), Gen.String[1, 6]);

    [Fact]
    public void R26_the_same_parkingCode_of_two_systems_is_two_sites() =>
        Assert.NotEqual(SiteId.Create("1001", "P1"), SiteId.Create("1002", "P1"));

    [Fact]
    public void R26_two_car_parks_are_never_the_same_site() =>
        Gen.Select(Id, Id, Id, Id).Sample((access, code, otherAccess, otherCode) =>
            ((access, code) == (otherAccess, otherCode)) == (SiteId.Create(access, code) == SiteId.Create(otherAccess, otherCode)));

    [Fact]
    public void A_site_that_was_made_is_read_again() =>
        Gen.Select(Id, Id).Sample((access, code) => SiteId.Parse(SiteId.Create(access, code)!.Value.Value) == SiteId.Create(access, code));

    [Fact]
    public void A_site_whose_key_would_be_too_long_is_none() => Assert.Null(SiteId.Create("1001", new string('|', 70)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P1")]
    [InlineData("1001~~P1|E|x")]
    [InlineData("1001~~P1' or PartitionKey ne '")]
    [InlineData("../1001~~P1")]
    public void Text_that_is_no_site_is_not_read_as_one(string? text) => Assert.Null(SiteId.Parse(text));
}
