using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Reconciliation;

/// <summary>What the reconciliation of a day costs: docs/performance.md states these figures. What the Durable extension stores comes on top.</summary>
public sealed class OperationsPerDayTests
{
    [Fact]
    public async Task A_day_that_balances_costs_seventeen_operations_and_one_more_for_each_thousand_records_of_a_part()
    {
        var (world, counted) = await StartAsync(stays: 10, lost: 0);
        using (world)
        {
            var run = await world.ReconcileAsync();

            Assert.Equal("balanced", run.ReadOutputAs<string>());

            // The outbox; the mark; four parts of the index and of the list of dead letters. Then the day's row: begun, and read and written by each of three steps.
            Assert.Equal((10, 7), (counted[0].Operations, counted[1].Operations - 1));
            Assert.Equal((2, 4), (world.City.Calls.Count, run.Turns));
        }
    }

    [Fact]
    public async Task A_record_that_is_sent_again_costs_two_operations_more_beside_its_forwarding()
    {
        var (world, counted) = await StartAsync(stays: 100, lost: 3);
        using (world)
        {
            await world.ReconcileAsync();

            // Twice what a balanced day costs, two pages for the comparison, and a read and a write for each.
            Assert.Equal((2 * 10) + 2 + (2 * 3), counted[0].Operations);
            Assert.Equal(4, world.City.Calls.Count);
        }
    }

    [Fact]
    public async Task A_look_of_the_timer_costs_one_operation_for_a_car_park()
    {
        var (world, counted) = await StartAsync(stays: 1, lost: 0);
        using (world)
        {
            await world.LookAsync();
            var before = counted.Sum(table => table.Operations);

            await world.LookAsync();

            // The night before the first day is begun once, without a day in it.
            Assert.Equal(3, counted.Sum(table => table.Operations) - before);
            before = counted.Sum(table => table.Operations);
            await world.LookAsync();
            Assert.Equal(1, counted.Sum(table => table.Operations) - before);
        }
    }

    private static async Task<(DayWorld World, List<CountingTable> Counted)> StartAsync(int stays, int lost)
    {
        var counted = new List<CountingTable>();
        var number = 0;
        var world = await DayWorld.StartAsync(around: table =>
        {
            counted.Add(new CountingTable(table));
            return counted[^1];
        });
        world.City.Loses = upload => upload.Kind == RecordKind.Arrival && world.City.TimesOf("P1", upload.Kind, upload.Id) == 1 && number++ < lost;
        for (var stay = 0; stay < stays; stay++)
        {
            await world.StayAsync($"{stay}");
        }

        await world.ForwardAsync();
        world.Clock.Advance(TimeSpan.FromHours(1));
        return (world, counted);
    }
}
