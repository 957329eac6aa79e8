using HzFunctions.Local.FunctionsHost.Bindings;
using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Invocation;

namespace HzFunctions.Local.FunctionsHost.Queues;

/// <summary>The queueTrigger: each message of a Storage queue starts its function.</summary>
internal sealed class QueueTrigger(
    QueueConnections connections, QueueSettings settings, FunctionInvoker invoker, TimeProvider time, ILoggerFactory loggers) : ITriggerType
{
    public string Type => "queueTrigger";

    public IEnumerable<string> Check(FunctionDefinition function) => connections.Check(function.Trigger);

    public ITriggerListener CreateListener(FunctionDefinition function)
    {
        var logger = loggers.CreateLogger($"Host.Triggers.Queue.{function.Name}");
        var queue = connections.Open(function.Trigger);
        var poison = connections.OpenPoison(function.Trigger) is { } target ? new PoisonQueue(queue, target, logger) : null;
        var delivery = new QueueDelivery(function, queue, poison, settings, invoker, time, logger);
        return new QueueListener(queue, delivery, settings, time, logger);
    }
}
