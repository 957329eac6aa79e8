using CsCheck;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.Forwarding;

public sealed class ForwardPlanTests
{
    private const string Departure = "uploadCarOutData";
    private const string Payment = "uploadPayRecord";

    private static readonly DateTimeOffset Now = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void D6_an_arrival_goes_first_whatever_its_sequence()
    {
        var plan = Plan(Row(1, Departure, "u1"), Row(2, Payment, "u1"), Row(3, RecordKind.Arrival, "u1"));

        var lane = Assert.Single(plan.Lanes);
        Assert.Equal("3", lane.Arrival!.Sequence);
        Assert.Equal(["1", "2"], lane.Rest.Select(row => row.Sequence));
    }

    [Fact]
    public void D6_photos_are_a_lane_of_their_own()
    {
        var lane = Assert.Single(Plan(Row(1, RecordKind.Photo, "u1"), Row(2, Departure, "u1"), Row(3, RecordKind.Photo, "u1")).Lanes);

        Assert.Equal(["2"], lane.Rest.Select(row => row.Sequence));
        Assert.Equal(["1", "3"], lane.Photos.Select(row => row.Sequence));
    }

    [Fact]
    public void D6_every_uid_and_every_record_without_one_has_its_own_lane() =>
        Assert.Equal(4, Plan(Row(1, Departure, "u1"), Row(2, Departure, "u2"), Row(3, "uploadParkingInfo", null), Row(4, "uploadMonthlyFee", null)).Lanes.Count);

    [Fact]
    public void D6_a_second_arrival_of_a_uid_goes_with_the_rest()
    {
        var lane = Assert.Single(Plan(Row(1, RecordKind.Arrival, "u1"), Row(2, Departure, "u1"), Row(3, RecordKind.Arrival, "u1")).Lanes);

        Assert.Equal("1", lane.Arrival!.Sequence);
        Assert.Equal(["2", "3"], lane.Rest.Select(row => row.Sequence));
    }

    [Fact]
    public void D6_a_record_that_is_held_back_holds_back_what_follows_it_of_its_uid_only()
    {
        var plan = Plan(Held(1, Departure, "u1", 5), Row(2, Payment, "u1"), Row(3, RecordKind.Photo, "u1"), Row(4, Departure, "u2"));

        Assert.Equal(2, plan.Lanes.Count);
        Assert.Empty(plan.Lanes[0].Rest);
        Assert.Equal(["3"], plan.Lanes[0].Photos.Select(row => row.Sequence));
        Assert.Equal(Now.AddSeconds(5), plan.NextDue);
    }

    [Fact]
    public void D6_an_arrival_that_is_held_back_holds_back_the_whole_uid()
    {
        var plan = Plan(Held(1, RecordKind.Arrival, "u1", 5), Row(2, Departure, "u1"), Row(3, RecordKind.Photo, "u1"));

        Assert.Empty(plan.Lanes);
        Assert.Equal(Now.AddSeconds(5), plan.NextDue);
    }

    [Fact]
    public void The_next_record_is_due_when_the_first_of_those_held_back_is()
    {
        var plan = Plan(Held(1, Departure, "u1", 9), Held(2, Departure, "u2", 4), Held(3, Departure, "u3", 7));

        Assert.Equal(Now.AddSeconds(4), plan.NextDue);
    }

    [Fact]
    public void A_record_whose_time_has_come_is_held_back_no_more()
    {
        var plan = Plan(Held(1, Departure, "u1", 0));

        Assert.Single(plan.Lanes);
        Assert.Null(plan.NextDue);
    }

    [Fact]
    public void D6_of_the_parking_states_the_newest_goes_up_and_the_others_are_superseded()
    {
        var plan = Plan(State(1, "08~3A10"), State(2, "08~3A20"), State(3, "08~3A15"));

        Assert.Equal(["2"], Assert.Single(plan.Lanes).Rest.Select(row => row.Sequence));
        Assert.Equal(["1", "3"], plan.Superseded.Select(row => row.Sequence));
    }

    [Fact]
    public void D6_everything_that_waits_is_in_the_plan_once_or_held_back()
    {
        var row = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2], Gen.Bool).Select((kind, uid, held) => (kind, uid, held));
        row.Array[0, 30].Sample(rows =>
        {
            string[] kinds = [RecordKind.Arrival, Departure, Payment, RecordKind.Photo, RecordKind.ParkingState, "uploadParkingInfo"];
            var outbox = rows
                .Select((drawn, number) => new OutboxRow(
                    $"{number:D4}", kinds[drawn.kind], $"k{number:D4}", drawn.kind < 4 ? $"u{drawn.uid}" : null, drawn.held ? Now.AddSeconds(1) : null))
                .ToList();
            var plan = ForwardPlan.Of(outbox, Now);

            var planned = plan.Lanes.SelectMany(lane => lane.Rest.Concat(lane.Photos).Concat(lane.Arrival is null ? [] : [lane.Arrival])).ToList();
            var leftOut = outbox.Except(planned).Except(plan.Superseded).ToList();
            Assert.Equal(outbox.Count, planned.Count + plan.Superseded.Count + leftOut.Count);
            Assert.DoesNotContain(planned, waiting => waiting.NotBefore > Now);
            Assert.All(leftOut, waiting => Assert.Contains(outbox, held => held.NotBefore > Now && (held == waiting || held.Uid == waiting.Uid)));
            Assert.True(leftOut.Count == 0 || plan.NextDue > Now);
        });
    }

    private static ForwardPlan Plan(params OutboxRow[] rows) => ForwardPlan.Of(rows, Now);

    private static OutboxRow Row(int sequence, string kind, string? uid) => new($"{sequence}", kind, $"k{sequence}", uid, null);

    private static OutboxRow Held(int sequence, string kind, string? uid, int seconds) =>
        Row(sequence, kind, uid) with { NotBefore = Now.AddSeconds(seconds) };

    private static OutboxRow State(int sequence, string key) => new($"{sequence}", RecordKind.ParkingState, key, null, null);
}
