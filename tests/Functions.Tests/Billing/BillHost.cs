using System.Text.Json;
using HzFunctions.Durable;
using HzFunctions.Durable.Client;
using HzFunctions.Durable.Generations;
using HzFunctions.Durable.Protocol;
using HzFunctions.Durable.Replay;
using HzFunctions.Durable.Tests.Client;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.BillOrchestrator;
using HzFunctions.Functions.DriveBill;
using HzFunctions.Functions.WatchBills;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>The host of a story's orchestrations: delivers commands, keeps instances, lets Watch look.</summary>
internal sealed class BillHost
{
    private readonly BillStory _story;

    public BillHost(BillStory story)
    {
        _story = story;
        Client = Host.CreateClient(BillOrchestration.Function);
        Watch = ActivatorUtilities.CreateInstance<WatchBillsFunction>(story.Parts.Services);
    }

    public FakeHost Host { get; } = new() { Json = new DurableJson(BillJson.Default) };

    public DurableClient Client { get; }

    public WatchBillsFunction Watch { get; }

    /// <summary>The calls of the host so far, by their names.</summary>
    public IReadOnlyList<string> Calls => [.. Host.Calls.Select(call => call.Method)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public string IdOf(int generation, string billId = BillStory.BillId) => BillRow.InstanceOf(_story.Site, billId, generation).ToString();

    /// <summary>How an instance stands; null where there is none.</summary>
    public OrchestrationStatus? StatusOf(int generation, string billId = BillStory.BillId) =>
        Host.Instances.TryGetValue(IdOf(generation, billId), out var state) ? state.OrchestrationStatus : null;

    /// <summary>An instance has come to stand so.</summary>
    public void Set(int generation, OrchestrationStatus status, string billId = BillStory.BillId) =>
        Host.Instances[IdOf(generation, billId)] = new OrchestrationState { InstanceId = IdOf(generation, billId), OrchestrationStatus = status };

    /// <summary>Handles the commands that are visible.</summary>
    public async Task DeliverAsync()
    {
        while (_story.BillQueue.Take() is { } text)
        {
            await RunAsync(text);
        }
    }

    /// <summary>Handles a command.</summary>
    public Task RunAsync(string text) => new DriveBillFunction(_story.Store).RunAsync(text, Client, Stop);

    /// <summary>Watch looks at the car park.</summary>
    public Task<BillCensus> LookAsync() => Watch.LookAtAsync(_story.Entry, Client, Stop);

    /// <summary>Runs an instance with the input that it was started with.</summary>
    public ReplayRun Drive(int generation)
    {
        var state = Host.Instances[IdOf(generation)];
        var run = _story.Drive(GenerationId.Parse(state.InstanceId), JsonSerializer.Deserialize(state.Input, BillJson.Default.BillRound)!);
        state.OrchestrationStatus = (OrchestrationStatus)run.Status;
        return run;
    }
}
