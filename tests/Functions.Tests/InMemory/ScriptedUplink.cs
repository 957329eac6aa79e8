using System.Text.Json;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.InMemory;

/// <summary>A city brain that answers as a test says, and remembers in which order it was called.</summary>
internal sealed class ScriptedUplink : ISiteUplink
{
    private readonly Lock _gate = new();
    private readonly List<UplinkCall> _calls = [];

    /// <summary>All calls so far, in order.</summary>
    public IReadOnlyList<UplinkCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>What is answered; at first: success.</summary>
    public Func<UplinkCall, CityBrainAnswer> Answer { get; set; } = _ => Accepted;

    public static CityBrainAnswer Accepted => Of(AnswerOutcome.Accepted, "200", "操作成功");

    public static CityBrainAnswer NoData => Of(AnswerOutcome.NoData, "204", "没有查询到数据");

    public static CityBrainAnswer Silence => Of(AnswerOutcome.NothingAnswered, null, "no answer in time");

    public static CityBrainAnswer RecordError => Of(AnswerOutcome.RecordError, "500", "服务器错误");

    public static CityBrainAnswer Refused(string words = "缺失参数", string code = "400") => Of(AnswerOutcome.Refused, code, words);

    public Task<CityBrainAnswer> SendAsync(
        SiteId site, string kind, string payload, string? file, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        var call = new UplinkCall(site, kind, payload, file);
        lock (_gate)
        {
            _calls.Add(call);
        }

        return Task.FromResult(Answer(call));
    }

    private static CityBrainAnswer Of(AnswerOutcome outcome, string? code, string words) => new(outcome, code, words, null, TimeSpan.Zero);
}

/// <summary>One call.</summary>
internal sealed record UplinkCall(SiteId Site, string Kind, string Payload, string? File)
{
    /// <summary>A field of the record.</summary>
    public string Field(string name)
    {
        using var document = JsonDocument.Parse(Payload);
        return document.RootElement.GetProperty("data").GetProperty(name).ToString();
    }
}
