using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Guidance;

/// <summary>What indoor guidance costs in operations of the table; docs/performance.md has the same figures.</summary>
public sealed class OperationsPerBookingTests
{
    [Fact]
    public async Task What_each_call_costs_is_what_the_document_says()
    {
        using var bench = await GuidedCarParkInMemory.StartAsync();
        var (site, stop) = (bench.Site, TestContext.Current.CancellationToken);
        var counted = new CountingTable(bench.Table);
        using var handler = new GuidanceParts(counted, bench.Downlinks, bench.Directory, bench.Clock);
        var order = new BookingOrder("A-1", "u1", GuidedCarParkInMemory.Plate, GuidedCarParkInMemory.Phone);

        var booking = (BookingRow?)null;
        Assert.Equal(4, await CostAsync(async () => booking = (await handler.Reservations.BookAsync(site, order, stop)).Booking));
        Assert.Equal(2, await CostAsync(() => handler.Reservations.BookAsync(site, order with { Plate = GuidedCarParkInMemory.OtherPlate }, stop)));
        Assert.Equal(1, await CostAsync(() => handler.Store.AvailableAsync(site.Site, bench.Clock.GetUtcNow(), stop)));
        Assert.Equal(2, await CostAsync(() => handler.Lookup.FindAsync("u1", GuidedCarParkInMemory.Plate, stop)));
        Assert.Equal(4, await CostAsync(() => handler.Places.ArrivedAsync(booking!.Id, GuidedCarParkInMemory.Plate, "A-1", stop)));
        Assert.Equal(1, await CostAsync(() => handler.Store.Look(site.Site).PlateAsync(GuidanceRows.PlateHash(GuidedCarParkInMemory.Plate), stop)));
        Assert.Equal(1, await CostAsync(() => handler.Store.Look(site.Site).SpaceAsync("A-1", stop)));
        Assert.Equal(1, await CostAsync(() => handler.Tidy.RunAsync(site.Site, stop)));

        var (used, unknown) = (GuidedCarParkInMemory.Plate, "浙A01C09");
        Assert.Equal(1, await CostAsync(() => handler.Places.EnteredAsync(site.Site, unknown, bench.Clock.GetUtcNow(), stop)));
        Assert.Equal(2, await CostAsync(() => handler.Places.LeftAsync(site.Site, unknown, bench.Clock.GetUtcNow(), stop)));
        Assert.Equal(4, await CostAsync(() => handler.Places.LeftAsync(site.Site, used, bench.Clock.GetUtcNow(), stop)));
        await handler.Reservations.BookAsync(site, order, stop);
        Assert.Equal(4, await CostAsync(() => handler.Places.EnteredAsync(site.Site, used, bench.Clock.GetUtcNow(), stop)));

        booking = (await handler.Reservations.BookAsync(site, order with { ParkSpaceId = "A-2", Plate = GuidedCarParkInMemory.OtherPlate }, stop)).Booking;
        Assert.Equal(4, await CostAsync(() => handler.Reservations.CancelAsync(booking!.Id, stop)));

        async Task<int> CostAsync(Func<Task> call)
        {
            var before = counted.Operations;
            await call();
            return counted.Operations - before;
        }
    }
}
