using Azure.Storage.Queues;
using HzFunctions.Local.FunctionsHost.Configuration;

namespace HzFunctions.Local.FunctionsHost.Queues;

/// <summary>Finds the queue that a binding names.</summary>
internal sealed class QueueConnections(AppSettings settings)
{
    private const string DefaultConnection = "AzureWebJobsStorage";
    private const string PoisonSuffix = "-poison";
    private const int LongestName = 63;

    /// <summary>What is wrong with the queue of a binding.</summary>
    public IEnumerable<string> Check(BindingDefinition binding)
    {
        if (string.IsNullOrEmpty(binding.Text("queueName")))
        {
            yield return $"binding '{binding.Name}' has no queueName.";
        }
        else if (ConnectionString(binding) is null)
        {
            yield return $"binding '{binding.Name}' names the connection '{ConnectionName(binding)}', and no such setting holds a connection string.";
        }
    }

    /// <summary>The queue of a binding. Texts go as they are: encoding is the host's affair.</summary>
    public QueueClient Open(BindingDefinition binding) => Open(binding, suffix: "");

    /// <summary>
    /// The queue that takes what the trigger's function cannot digest; null for a poison queue itself, and where the name
    /// would be too long.
    /// </summary>
    public QueueClient? OpenPoison(BindingDefinition binding)
    {
        var name = QueueName(binding);
        return name.EndsWith(PoisonSuffix, StringComparison.Ordinal) || name.Length + PoisonSuffix.Length > LongestName
            ? null
            : Open(binding, PoisonSuffix);
    }

    private QueueClient Open(BindingDefinition binding, string suffix) =>
        new(ConnectionString(binding), QueueName(binding) + suffix, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });

    private static string QueueName(BindingDefinition binding) => binding.Text("queueName")!.ToLowerInvariant();

    private static string ConnectionName(BindingDefinition binding) =>
        binding.Text("connection") is { Length: > 0 } name ? name : DefaultConnection;

    private string? ConnectionString(BindingDefinition binding) =>
        settings.Find("AzureWebJobs" + ConnectionName(binding)) ?? settings.Find(ConnectionName(binding));
}
