using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Tests.InMemory;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>A city brain that answers as a test says, and remembers what it heard.</summary>
internal sealed class ScriptedCalls : IDirectCalls
{
    private readonly Lock _gate = new();
    private readonly List<HeardCall> _calls = [];

    public TimeSpan TimeLimit => TimeSpan.FromSeconds(4);

    /// <summary>All calls so far, in order.</summary>
    public IReadOnlyList<HeardCall> Calls
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
    public Func<HeardCall, CityBrainAnswer> Answer { get; set; } = _ => ScriptedUplink.Accepted;

    /// <summary>What happens before a call goes out, while its connection is made.</summary>
    public Func<Task> BeforeSending { get; set; } = () => Task.CompletedTask;

    /// <summary>What happens while a call is under way.</summary>
    public Func<HeardCall, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    public async Task<CityBrainAnswer> CallAsync(
        string accessId, InterfaceDefinition definition, string payload, CancellationToken cancellationToken)
    {
        await BeforeSending();
        cancellationToken.ThrowIfCancellationRequested();
        var call = new HeardCall(accessId, definition.Name, payload);
        lock (_gate)
        {
            _calls.Add(call);
        }

        await Meanwhile(call);
        return Answer(call);
    }
}

/// <summary>One call.</summary>
internal sealed record HeardCall(string AccessId, string Interface, string Payload)
{
    /// <summary>The object under data.</summary>
    public JsonElement Data => JsonDocument.Parse(Payload).RootElement.GetProperty("data");

    public bool Success => Data.GetProperty("success").GetBoolean();

    public JsonElement Params => Data.GetProperty("params");

    public long RequestId => Data.GetProperty("requestId").GetInt64();
}
