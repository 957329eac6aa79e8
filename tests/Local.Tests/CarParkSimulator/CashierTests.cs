using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Local.CarParkSimulator.Bills;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CarParkSimulator.Links;
using HzFunctions.Local.CarParkSimulator.Stays;
using HzFunctions.Local.CarParkSimulator.Traffic;
using HzFunctions.Local.CarParkSimulator.Vehicles;
using HzFunctions.Local.CitySimulator.Checks;
using HzFunctions.Local.Records;
using HzFunctions.Local.Tests.CitySimulator;
using HzFunctions.Local.Tests.Conditions;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Local.Tests.CarParkSimulator;

public sealed class CashierTests : IAsyncDisposable
{
    private const string Paid = """
        {"resultCode":"200","billID":"B-1","payStatus":1,"actualPay":640,"discountAmount":160,"dealTime":"2026-11-23 09:10:31","paidType":3}
        """;

    private static readonly Site Site = new("A00001", "1001");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 9, 10, 30, TimeSpan.FromHours(8)));
    private readonly CancellationTokenSource _stop = new();
    private readonly LittleGateway _gateway = new();
    private readonly CarParkLedger _ledger;
    private Cashier _cashier;

    public CashierTests()
    {
        _ledger = new CarParkLedger(_folder.Path, _time);
        _cashier = Make(new NeverCollecting());
    }

    public async ValueTask DisposeAsync()
    {
        await _cashier.DisposeAsync();
        _ledger.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_applied_for_stands_in_the_ledger_before_with_what_came_of_it_after()
    {
        _gateway.Answers("applyPayment", Accepted("""{"resultCode":"200","payStatus":0}"""));

        await ApplyAsync();

        Assert.Equal([LedgerEvent.BillApplied, LedgerEvent.BillAnswered], Lines().Select(line => line.Event));
        Assert.All(Lines(), line => Assert.Equal(("A00001", "1001", "applyPayment", "B-1"), (line.AccessID, line.ParkingCode, line.Interface, line.RecordId)));
        Assert.Equal((800, "200", "unpaid"), (Lines()[0].Amount, Lines()[1].ResultCode, Lines()[1].Message));
        Assert.Equal(["applyPayment"], _gateway.Called);
    }

    [Fact]
    public async Task R23_R32_What_is_paid_in_the_answer_is_recorded_as_paid_through_the_city()
    {
        _gateway.Answers("applyPayment", Accepted(Paid));

        await ApplyAsync();

        await Eventually.IsTrueAsync(() => _gateway.Called.Count == 2);
        var record = _gateway.Sent[1];
        Assert.Equal((640, 800, 1, 101), ((long)record["actualPay"]!, (int)record["shouldPay"]!, (int)record["billWay"]!, (int)record["payType"]!));
        AssertKeepsTheTable("uploadPayRecord", record);
        Assert.Equal(("paid", 640L), (Lines()[1].Message, Lines()[1].Amount));
    }

    [Fact]
    public async Task R55_R23_A_payment_that_is_told_by_message_is_recorded_once_however_often_it_is_told()
    {
        await ApplyAsync();

        Hear("payResult", Paid);
        Hear("payResult", Paid);

        await Eventually.IsTrueAsync(() => Lines().Any(line => line.Event == LedgerEvent.Accepted));
        Assert.Equal(["applyPayment", "uploadPayRecord"], _gateway.Called);
        Assert.Equal([640L, 640L], Lines().Where(line => line.Event == LedgerEvent.BillPaid).Select(line => line.Amount));
    }

    [Fact]
    public async Task A_message_that_tells_of_no_payment_or_of_another_bill_records_nothing()
    {
        await ApplyAsync();

        Hear("payResult", """{"billID":"B-1","payStatus":0}""");
        Hear("payResult", Paid.Replace("B-1", "Q-7", StringComparison.Ordinal));

        Assert.Equal(["applyPayment"], _gateway.Called);
        Assert.Equal("Q-7", Assert.Single(Lines(), line => line.Event == LedgerEvent.BillPaid).RecordId);
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 1)]
    public async Task A_barrier_without_an_answer_asks_a_few_times_and_lets_the_car_go_and_an_old_client_asks_once(bool automates, int times)
    {
        _cashier = Make(new NeverCollecting(), automates);
        _gateway.Answers("applyPayment", new UploadAnswer.Unanswered("HTTP 504"));

        await ApplyAsync();

        Assert.Equal(times, _gateway.Called.Count);
        Assert.All(_gateway.Sent, data => Assert.True(JsonNode.DeepEquals(_gateway.Sent[0], data)));
        Assert.Equal((null, "HTTP 504"), (Lines()[1].ResultCode, Lines()[1].Message));
    }

    [Theory]
    [InlineData("204", 3)]
    [InlineData("400", 1)]
    public async Task A_refusal_is_final_but_for_an_arrival_that_may_still_be_on_its_way(string code, int times)
    {
        _gateway.Answers("applyPayment", new UploadAnswer.Refused(code, "no"));

        await ApplyAsync();

        Assert.Equal(times, _gateway.Called.Count);
        Assert.Equal((code, "no"), (Lines()[1].ResultCode, Lines()[1].Message));
    }

    [Fact]
    public async Task A_refusal_that_comes_later_as_a_message_stands_in_the_ledger()
    {
        await ApplyAsync();

        Hear("applyPaymentResult", """{"billID":"B-1","resultCode":"400","msg":"refused"}""");

        Assert.Equal(("400", "refused"), (Lines()[^1].ResultCode, Lines()[^1].Message));
    }

    [Fact]
    public async Task R74_What_was_collected_in_cash_is_recorded_and_written_off_once_when_the_car_park_is_reminded()
    {
        _cashier = Make(new AlwaysCollecting());
        await ApplyAsync();
        await WaitForAsync(LedgerEvent.Accepted);
        Assert.Equal((0, 104), ((int)_gateway.Sent[1]["billWay"]!, (int)_gateway.Sent[1]["payType"]!));
        AssertKeepsTheTable("uploadPayRecord", _gateway.Sent[1]);

        _gateway.Answers("cancelOverDueBill", new UploadAnswer.Unanswered("HTTP 503"), Accepted("{}"));
        Hear("cancelOverDueBillReminder", """{"billID":"B-1"}""");
        Hear("cancelOverDueBillReminder", """{"billID":"B-1"}""");

        await WaitForAsync(LedgerEvent.BillCancelled);
        Assert.Equal(["applyPayment", "uploadPayRecord", "cancelOverDueBill", "cancelOverDueBill"], _gateway.Called);
        AssertKeepsTheTable("cancelOverDueBill", _gateway.Sent[^1]);
        Assert.Equal("200", Lines()[^1].ResultCode);
    }

    [Fact]
    public async Task What_was_collected_in_cash_is_not_recorded_again_when_it_is_told_to_be_paid()
    {
        _cashier = Make(new AlwaysCollecting());
        await ApplyAsync();
        await WaitForAsync(LedgerEvent.Accepted);

        Hear("payResult", Paid);

        Assert.Single(_gateway.Called, "uploadPayRecord");
    }

    [Fact]
    public async Task Nothing_is_collected_any_more_when_the_traffic_is_over()
    {
        _cashier = Make(new AlwaysCollecting());
        await ApplyAsync();

        await _stop.CancelAsync();
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["applyPayment"], _gateway.Called);
    }

    [Fact]
    public async Task The_ledger_names_no_plates()
    {
        _cashier = Make(new AlwaysCollecting());
        await ApplyAsync();
        Hear("payResult", Paid);
        Hear("cancelOverDueBillReminder", """{"billID":"B-1"}""");
        await WaitForAsync(LedgerEvent.BillCancelled);

        var text = await File.ReadAllTextAsync(_folder.File(CarParkLedger.FileName), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("01C01", text, StringComparison.Ordinal);
    }

    private static UploadAnswer.Accepted Accepted(string body) => new("r-1") { Body = JsonElement.Parse(body) };

    private Cashier Make(Random random, bool automates = false)
    {
        var delivery = new Delivery(Site, _gateway, _ledger, new SiteScore(0, 0), new Random(1), _time);
        return new Cashier(_gateway, delivery, new BillNotes(Site, _ledger), automates, random, _time);
    }

    private async Task ApplyAsync()
    {
        var stay = new Stay
        {
            Uid = Samples.Uid,
            Plate = new Plate("浙A01C01", PlateColor.Blue),
            Kind = StayKind.PaidLater,
            EntryNum = "01",
            OutNum = "02",
            ArrivedAt = _time.GetUtcNow().AddMinutes(-40),
            LeftAt = _time.GetUtcNow(),
            ChargeFee = 800,
            Discount = 0,
        };
        var applying = _cashier.ApplyAsync(stay, Samples.Of("applyPayment"), _stop.Token, TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(() =>
        {
            // Not so far that a driver comes to pay.
            _time.Advance(applying.IsCompleted ? TimeSpan.Zero : TimeSpan.FromMilliseconds(500));
            return applying.IsCompleted;
        });
        await applying;
    }

    private void Hear(string topic, string data) => _cashier.Hear(topic, JsonElement.Parse(data));

    private Task WaitForAsync(LedgerEvent kind) => Eventually.IsTrueAsync(() =>
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        return Lines().Any(line => line.Event == kind);
    });

    private List<LedgerLine> Lines() => [.. CarParkLedger.Read(_folder.Path).Where(line => line.Event != LedgerEvent.Started)];

    private static void AssertKeepsTheTable(string interfaceName, JsonObject data) =>
        Assert.Empty(FieldChecker.Check(StandardCatalogue.Instance.Find(interfaceName)!, JsonSerializer.SerializeToElement(data)));

    private sealed class NeverCollecting : Random
    {
        public override int Next(int maxValue) => maxValue - 1;
    }

    private sealed class AlwaysCollecting : Random
    {
        public override int Next(int maxValue) => 0;
    }

    private sealed class LittleGateway : ICarParkLink
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, Queue<UploadAnswer>> _answers = [];
        private readonly List<(string Interface, JsonObject Data)> _calls = [];

        public IReadOnlyList<string> Called
        {
            get
            {
                lock (_gate)
                {
                    return [.. _calls.Select(call => call.Interface)];
                }
            }
        }

        public IReadOnlyList<JsonObject> Sent
        {
            get
            {
                lock (_gate)
                {
                    return [.. _calls.Select(call => call.Data)];
                }
            }
        }

        /// <summary>How the next calls of an interface are answered; the last answer stays.</summary>
        public void Answers(string interfaceName, params IEnumerable<UploadAnswer> answers) => _answers[interfaceName] = new(answers);

        public Task<UploadAnswer> SendAsync(string interfaceName, JsonObject data, byte[]? photo, CancellationToken cancellation)
        {
            lock (_gate)
            {
                _calls.Add((interfaceName, data));
                return Task.FromResult(Next(interfaceName));
            }
        }

        private UploadAnswer Next(string interfaceName) =>
            !_answers.TryGetValue(interfaceName, out var answers) ? Accepted("""{"resultCode":"200","payStatus":0}""")
            : answers.Count > 1 ? answers.Dequeue()
            : answers.Peek();
    }
}
