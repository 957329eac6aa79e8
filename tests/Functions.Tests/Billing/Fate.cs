using Azure.Data.Tables;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.InMemory;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>What happens to a process at one of its steps.</summary>
public enum Blow
{
    /// <summary>It dies before the step takes place.</summary>
    DiesBefore,

    /// <summary>It dies right after the step has taken place.</summary>
    DiesAfter,

    /// <summary>The step fails.</summary>
    Fails,

    /// <summary>The step takes place, and its answer is lost.</summary>
    AnswerIsLost,
}

/// <summary>What meets a process at one step, counted from 0: of the table, or of the city brain. What dies awaits for ever.</summary>
internal sealed class Fate(int at, Blow blow)
{
    private int _steps;

    /// <summary>Whether the process came so far.</summary>
    public bool IsMet => _steps > at;

    public async Task<T> MeetAsync<T>(Func<Task<T>> step, Func<T> fails)
    {
        if (_steps++ != at)
        {
            return await step();
        }

        if (blow is Blow.DiesAfter or Blow.AnswerIsLost)
        {
            await step();
        }

        return blow is Blow.DiesBefore or Blow.DiesAfter ? await new TaskCompletionSource<T>().Task : fails();
    }
}

/// <summary>The table as a process with a fate uses it.</summary>
internal sealed class FatefulTable(ITable table, Fate fate) : ITable
{
    public Task<RowRead> GetAsync(string partition, string row, CancellationToken cancellationToken) =>
        fate.MeetAsync(() => table.GetAsync(partition, row, cancellationToken), Fail<RowRead>);

    public Task<IReadOnlyList<TableEntity>> ReadAsync(
        RowRange range, int take, IReadOnlyList<string>? columns, CancellationToken cancellationToken) =>
        fate.MeetAsync(() => table.ReadAsync(range, take, columns, cancellationToken), Fail<IReadOnlyList<TableEntity>>);

    public Task<WriteResult> WriteAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken) =>
        fate.MeetAsync(() => table.WriteAsync(changes, cancellationToken), Fail<WriteResult>);

    private static T Fail<T>() => throw new IOException("The storage fails.");
}

/// <summary>The city brain as a process with a fate calls it.</summary>
internal sealed class FatefulCalls(IDirectCalls calls, Fate fate) : IDirectCalls
{
    public TimeSpan TimeLimit => calls.TimeLimit;

    public Task<CityBrainAnswer> CallAsync(string accessId, InterfaceDefinition definition, string payload, CancellationToken cancellationToken) =>
        fate.MeetAsync(() => calls.CallAsync(accessId, definition, payload, cancellationToken), () => ScriptedUplink.Silence);
}
