using HzFunctions.Local.Accounts;
using HzFunctions.Local.Accounts.Audit;
using HzFunctions.Local.Accounts.Guidance;
using HzFunctions.Local.CarParkSimulator.Guidance;

namespace HzFunctions.Local.Tests.Accounts;

/// <summary>What the accounts find wrong with what drivers were told.</summary>
public sealed class BookingAuditTests
{
    private const string Id = "b1";

    [Theory]
    [InlineData(null, 1)]
    [InlineData(null, 3)]
    [InlineData(nameof(GuidanceEvent.Arrived), 1)]
    [InlineData(nameof(GuidanceEvent.Cancelled), 2)]
    [InlineData(nameof(GuidanceEvent.Expired), 3)]
    public void A_booking_that_is_as_its_driver_was_told_balances(string? told, int state) =>
        Assert.Empty(Find([GuidanceEvent.Booked, .. Told(told)], state));

    [Theory]
    [InlineData(null, null)]
    [InlineData(nameof(GuidanceEvent.Arrived), 3)]
    [InlineData(nameof(GuidanceEvent.Cancelled), 1)]
    [InlineData(nameof(GuidanceEvent.Expired), 1)]
    public void A_booking_that_is_gone_or_in_another_state_than_its_driver_was_told_is_a_fault(string? told, int? state) =>
        Assert.Equal(ImbalanceKind.Booking, Assert.Single(Find([GuidanceEvent.Booked, .. Told(told)], state)).Kind);

    [Theory]
    [InlineData(nameof(GuidanceEvent.LockConfirmed), nameof(GuidanceEvent.LockLowered))]
    [InlineData(nameof(GuidanceEvent.Intruded), nameof(GuidanceEvent.Disturbed))]
    public void What_only_one_side_knows_of_a_lock_or_of_another_vehicle_is_a_fault(string said, string done)
    {
        var (ofDriver, ofCarPark) = (Enum.Parse<GuidanceEvent>(said), Enum.Parse<GuidanceEvent>(done));

        Assert.Empty(Find([GuidanceEvent.Booked, ofDriver, ofCarPark], state: 1));
        Assert.Empty(Find([GuidanceEvent.Booked, ofCarPark], state: 1));
        Assert.Equal(ImbalanceKind.Booking, Assert.Single(Find([GuidanceEvent.Booked, ofDriver], state: 1)).Kind);
    }

    [Fact]
    public void An_answer_that_must_not_be_is_a_fault() =>
        Assert.Contains("given to another", Assert.Single(Find([GuidanceEvent.Broken], state: null)).Detail, StringComparison.Ordinal);

    [Fact]
    public void What_comes_twice_is_counted_once() =>
        Assert.Equal(
            new BookingAccount(1, 1, 0, 0, 0, 0),
            BookingAccount.Of([Line(GuidanceEvent.Booked), Line(GuidanceEvent.Booked), Line(GuidanceEvent.Cancelled), Line(GuidanceEvent.Cancelled)]));

    private static IEnumerable<GuidanceEvent> Told(string? told) => told is null ? [] : [Enum.Parse<GuidanceEvent>(told)];

    private static List<Imbalance> Find(IEnumerable<GuidanceEvent> events, int? state) =>
        [.. BookingAudit.Find([.. events.Select(Line)], [new BookingReading(Id, state)])];

    private static GuidanceLine Line(GuidanceEvent about) => new()
    {
        Event = about,
        At = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(8)),
        AccessID = "A00001",
        ParkingCode = "1001",
        UserId = "u",
        BookRecordId = Id,
        Detail = about == GuidanceEvent.Broken ? "a space was given to another" : null,
    };
}
