using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Journal;

public sealed class DeadLetterDeskTests
{
    private readonly Workbench _bench = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DeadLetterDesk Desk => _bench.Handler.DeadLetters;

    [Fact]
    public async Task Dead_letters_are_listed_page_by_page_in_the_order_of_kind_and_key()
    {
        await RefuseAsync(7);

        var first = await Desk.ListAsync(_bench.Site, after: null, 3, Stop);
        var second = await Desk.ListAsync(_bench.Site, (first[^1].Kind, first[^1].Key), 3, Stop);
        var third = await Desk.ListAsync(_bench.Site, (second[^1].Kind, second[^1].Key), 3, Stop);

        Assert.Equal(Enumerable.Range(0, 7).Select(number => $"b{number}"), first.Concat(second).Concat(third).Select(letter => letter.Key));
        Assert.Equal(7, await Desk.CountAsync(_bench.Site, 1000, Stop));
        Assert.Equal(5, await Desk.CountAsync(_bench.Site, 5, Stop));
    }

    [Fact]
    public async Task A_replayed_dead_letter_goes_up_as_what_it_was_with_its_patience_new()
    {
        await RefuseAsync(1);
        var letter = (await Desk.ListAsync(_bench.Site, after: null, 10, Stop))[0];
        _bench.Clock.Advance(TimeSpan.FromDays(3));

        Assert.True(await Desk.ReplayAsync(_bench.Site, letter, "operator", Stop));

        var record = await _bench.RecordAsync(Sent(0));
        Assert.Equal((JournalState.Pending, 1, 0), (record.State, record.Revision, record.Attempts));
        Assert.Null(record.FirstFailedAt);
        Assert.Empty(_bench.Keys("R|"));
        _bench.Uplink.Answer = _ => ScriptedUplink.Accepted;
        await _bench.DrainAsync();
        Assert.Equal(JournalState.Forwarded, (await _bench.RecordAsync(Sent(0))).State);
        Assert.Equal(letter.Payload, _bench.Uplink.Calls[^1].Payload);
    }

    [Fact]
    public async Task A_discarded_dead_letter_says_why_and_who()
    {
        await RefuseAsync(1);
        var letter = (await Desk.ListAsync(_bench.Site, after: null, 10, Stop))[0];

        Assert.True(await Desk.DiscardAsync(_bench.Site, letter, "a test car", "operator", Stop));

        var row = _bench.Log.Rows(_bench.Site.Value).Single(row => row.Row.StartsWith("E|", StringComparison.Ordinal));
        Assert.Equal(("discarded", "a test car", "operator"), (row.Columns["State"], row.Columns["Reason"], row.Columns["Actor"]));
        Assert.Empty(_bench.Keys("R|"));
        Assert.Empty(_bench.Keys("O|"));
    }

    [Fact]
    public async Task A_dead_letter_that_has_changed_meanwhile_is_neither_replayed_nor_discarded()
    {
        await RefuseAsync(1);
        var letter = (await Desk.ListAsync(_bench.Site, after: null, 10, Stop))[0];
        await _bench.SendAsync(Sent(0).Noting(2));

        Assert.False(await Desk.ReplayAsync(_bench.Site, letter, "operator", Stop));
        Assert.False(await Desk.DiscardAsync(_bench.Site, letter, "reason", "operator", Stop));
        Assert.Equal((JournalState.Pending, 2), ((await _bench.RecordAsync(Sent(0))).State, (await _bench.RecordAsync(Sent(0))).Revision));
    }

    private static CarParkEvent Sent(int number) => CarParkEvent.Payment($"b{number}", uid: $"u{number}");

    private async Task RefuseAsync(int count)
    {
        _bench.Uplink.Answer = _ => ScriptedUplink.Refused();
        for (var number = 0; number < count; number++)
        {
            await _bench.SendAsync(Sent(number));
        }

        await _bench.RunBellsAsync();
    }
}
