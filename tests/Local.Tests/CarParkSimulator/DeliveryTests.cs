using System.Text.Json.Nodes;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CarParkSimulator.Links;
using HzFunctions.Local.CarParkSimulator.Traffic;
using HzFunctions.Local.CarParkSimulator.Uploads;
using HzFunctions.Local.Records;
using HzFunctions.Local.Tests.CitySimulator;
using HzFunctions.Local.Tests.Conditions;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Local.Tests.CarParkSimulator;

public sealed class DeliveryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 9, 10, 30, TimeSpan.FromHours(8)));
    private readonly SiteScore _score = new(0, 0);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_accepted_has_its_receipt_in_the_ledger()
    {
        Assert.True(await DeliverAsync(new ScriptedLink(new UploadAnswer.Accepted("r-1")), CarIn()));

        var lines = Lines();
        Assert.Equal([LedgerEvent.Sent, LedgerEvent.Accepted], lines.Select(line => line.Event));
        Assert.All(lines, line => Assert.Equal(("A00001", "1001", "uploadCarInData", "A-1"), (line.AccessID, line.ParkingCode, line.Interface, line.RecordId)));
        Assert.Equal((Samples.Uid, "r-1"), (lines[1].Uid, lines[1].Receipt));
        Assert.Equal((1, 0, 0), (_score.Accepted, _score.Refused, _score.Waiting));
    }

    [Fact]
    public async Task What_has_no_answer_is_sent_again_with_a_new_upload_time_until_it_has_one()
    {
        var link = new ScriptedLink(
            new UploadAnswer.Unanswered("no connection"),
            new UploadAnswer.Unanswered("HTTP 429", TimeSpan.FromSeconds(20)),
            new UploadAnswer.Unanswered("HTTP 503"),
            new UploadAnswer.Accepted("r-1"));

        Assert.True(await DeliverAsync(link, CarIn()));

        Assert.Equal(4, link.Sent.Count);
        Assert.Equal(link.Sent.Count, link.Sent.Select(data => (string)data["uploadTime"]!).Distinct().Count());
        Assert.Single(link.Sent.Select(data => (string)data["arriveID"]!).Distinct());
        var lines = Lines();
        Assert.Equal(2, lines.Count);
        Assert.Equal(lines[0].At, lines[1].FirstSentAt);
        Assert.True(lines[1].At - lines[0].At >= TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task What_is_refused_is_not_sent_again_and_the_ledger_says_why()
    {
        var link = new ScriptedLink(new UploadAnswer.Refused("400", "plateColor: is wrong"));

        Assert.False(await DeliverAsync(link, CarIn()));

        Assert.Single(link.Sent);
        var refusal = Lines()[^1];
        Assert.Equal((LedgerEvent.Refused, "400", "plateColor: is wrong"), (refusal.Event, refusal.ResultCode, refusal.Message));
        Assert.Equal((0, 1, 0), (_score.Accepted, _score.Refused, _score.Waiting));
    }

    [Fact]
    public async Task What_is_known_by_its_upload_time_has_a_line_for_each_attempt()
    {
        var link = new ScriptedLink(new UploadAnswer.Unanswered("no answer in time"), new UploadAnswer.Accepted("r-1"));
        var state = Samples.Of("uploadParkingState", ("uploadTime", null));

        await DeliverAsync(link, new Upload("uploadParkingState", state));

        Assert.Equal([LedgerEvent.Sent, LedgerEvent.SentAgain, LedgerEvent.Accepted], Lines().Select(line => line.Event));
        Assert.Equal((string)link.Sent[^1]["uploadTime"]!, Lines()[^1].RecordId);
    }

    [Fact]
    public async Task The_ledger_names_no_plates()
    {
        await DeliverAsync(new ScriptedLink(new UploadAnswer.Accepted("r-1")), CarIn());
        await DeliverAsync(new ScriptedLink(new UploadAnswer.Accepted("r-2")), new Upload("uploadMonthlyFee", Samples.Of("uploadMonthlyFee")));

        var text = await File.ReadAllTextAsync(_folder.File(CarParkLedger.FileName), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("01C01", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_start_over_a_ledger_is_another_generation_that_knows_the_lines_before()
    {
        using (var first = new CarParkLedger(_folder.Path, _time))
        {
            Assert.Equal(1, first.Generation);
            first.Write(new LedgerLine { Event = LedgerEvent.Sent, At = _time.GetUtcNow(), RecordId = "A-1" });
        }

        using var second = new CarParkLedger(_folder.Path, _time);
        Assert.Equal(2, second.Generation);
        Assert.Equal([null, "A-1"], second.Earlier.Select(line => line.RecordId));
    }

    private async Task<bool> DeliverAsync(ScriptedLink link, Upload upload)
    {
        using var ledger = new CarParkLedger(_folder.Path, _time);
        var delivery = new Delivery(new Site("A00001", "1001"), link, ledger, _score, new Random(1), _time);
        var delivered = delivery.DeliverAsync(upload, TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return delivered.IsCompleted;
        });
        return await delivered;
    }

    private List<LedgerLine> Lines() => [.. CarParkLedger.Read(_folder.Path).Where(line => line.Event != LedgerEvent.Started)];

    private static Upload CarIn() => new("uploadCarInData", Samples.Of("uploadCarInData", ("uploadTime", null)));

    private sealed class ScriptedLink(params UploadAnswer[] answers) : ICarParkLink
    {
        public List<JsonObject> Sent { get; } = [];

        public Task<UploadAnswer> SendAsync(string interfaceName, JsonObject data, byte[]? photo, CancellationToken cancellation)
        {
            Sent.Add(data);
            return Task.FromResult(answers[Sent.Count - 1]);
        }
    }
}
