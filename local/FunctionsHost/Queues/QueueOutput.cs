using Azure.Storage.Queues;
using HzFunctions.Local.FunctionsHost.Bindings;
using HzFunctions.Local.FunctionsHost.Configuration;

namespace HzFunctions.Local.FunctionsHost.Queues;

/// <summary>The queue output binding.</summary>
internal sealed class QueueOutput(QueueConnections connections, QueueSettings settings) : IOutputType
{
    public string Type => "queue";

    public IEnumerable<string> Check(BindingDefinition binding) => connections.Check(binding);

    public async Task WriteAsync(BindingDefinition binding, object value, CancellationToken cancellationToken)
    {
        QueueClient? queue = null;
        foreach (var message in MessagesOfOutput.Read(value))
        {
            if (queue is null)
            {
                queue = connections.Open(binding);
                await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            }

            await queue.SendMessageAsync(settings.IsBase64 ? Convert.ToBase64String(message) : System.Text.Encoding.UTF8.GetString(message), cancellationToken);
        }
    }
}
