using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Tests.InMemory;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>A city brain as far as one bill is concerned: it knows the bill once it has accepted it, and that it is paid from some time on.</summary>
internal sealed class BillCity(TimeProvider clock) : IDirectCalls
{
    private readonly DateTimeOffset _start = clock.GetUtcNow();
    private readonly List<BillCall> _calls = [];

    public TimeSpan TimeLimit => TimeSpan.FromSeconds(4);

    /// <summary>What was called, and when, counted from the start.</summary>
    public IReadOnlyList<BillCall> Calls => _calls;

    /// <summary>Whether it has the bill.</summary>
    public bool HasTheBill { get; private set; }

    /// <summary>How many applications it has accepted.</summary>
    public int Applications { get; private set; }

    /// <summary>From when on the bill is paid there.</summary>
    public TimeSpan? PaidFrom { get; set; }

    /// <summary>Until when nothing answers, and nothing is done.</summary>
    public TimeSpan AwayUntil { get; set; } = TimeSpan.Zero;

    /// <summary>Applications whose answer gets lost: taken, and nobody hears so.</summary>
    public int AnswersToLose { get; set; }

    /// <summary>What applications are refused with; null: they are accepted.</summary>
    public CityBrainAnswer? Refusal { get; set; }

    /// <summary>What reports are answered.</summary>
    public CityBrainAnswer ReportAnswer { get; set; } = ScriptedUplink.Accepted;

    /// <summary>What is paid.</summary>
    public Action<JsonObject> Payment { get; set; } = _ => { };

    /// <summary>What happens while a call is under way.</summary>
    public Func<string, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    public TimeSpan Elapsed => clock.GetUtcNow() - _start;

    private bool IsPaid => PaidFrom <= Elapsed;

    public async Task<CityBrainAnswer> CallAsync(
        string accessId, InterfaceDefinition definition, string payload, CancellationToken cancellationToken)
    {
        _calls.Add(new BillCall(definition.Name, Elapsed, JsonNode.Parse(payload)!["data"]!.AsObject()));
        var answer = Elapsed < AwayUntil ? ScriptedUplink.Silence : Answer(definition.Name);
        await Meanwhile(definition.Name);
        return answer;
    }

    /// <summary>It loses the bill.</summary>
    public void Forget() => HasTheBill = false;

    /// <summary>When an interface was called.</summary>
    public IReadOnlyList<TimeSpan> TimesOf(string interfaceName) => [.. _calls.Where(call => call.Interface == interfaceName).Select(call => call.At)];

    private CityBrainAnswer Answer(string interfaceName) => interfaceName switch
    {
        "applyPayment" => Apply(),
        "getPayResult" => HasTheBill ? Told() : ScriptedUplink.NoData,
        "uploadAbnormalBill" => HasTheBill ? ReportAnswer : ScriptedUplink.NoData,
        _ => ScriptedUplink.Accepted,
    };

    private CityBrainAnswer Apply()
    {
        if (Refusal is not null)
        {
            return Refusal;
        }

        (HasTheBill, Applications) = (true, Applications + 1);
        return AnswersToLose-- > 0 ? ScriptedUplink.Silence : Told();
    }

    private CityBrainAnswer Told()
    {
        var body = new JsonObject { ["resultCode"] = "200", ["billID"] = BillStory.BillId, ["shouldPay"] = 1000, ["payStatus"] = IsPaid ? 1 : 0, ["discountAmount"] = 0 };
        if (IsPaid)
        {
            (body["actualPay"], body["dealTime"], body["orderCode"], body["paidType"]) = (1000, "2026-05-01 08:00:00", "HZ-1", 3);
            Payment(body);
        }

        return new CityBrainAnswer(AnswerOutcome.Accepted, "200", "操作成功", System.Text.Json.JsonElement.Parse(body.ToJsonString()), TimeSpan.Zero);
    }
}

/// <summary>One call.</summary>
internal sealed record BillCall(string Interface, TimeSpan At, JsonObject Data)
{
    public override string ToString() => $"{Interface} {At:c}";
}
