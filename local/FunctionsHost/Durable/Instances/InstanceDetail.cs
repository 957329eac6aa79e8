using HzFunctions.Durable.Protocol;

namespace HzFunctions.Local.FunctionsHost.Durable.Instances;

/// <summary>The large parts of an instance. Input and output are as they were given.</summary>
internal sealed record InstanceDetail(string? Input, string? Output, IReadOnlyList<HistoryEvent> History)
{
    public static InstanceDetail Of(Execution execution, IEnumerable<Storage.InboxMessage> messages) => new(
        (execution.Start ?? messages.Select(message => message.Content.Event.ExecutionStarted).FirstOrDefault(start => start is not null))?.Input,
        execution.Output,
        [.. execution.History]);
}
