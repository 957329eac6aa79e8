using System.CommandLine;
using System.Text.Json;
using HzFunctions.Local.Endpoints;

namespace HzFunctions.Local.Broker;

/// <summary>The role <c>local broker</c>: the embedded broker as a process of its own.</summary>
internal static class BrokerCommand
{
    /// <summary>The role's name.</summary>
    public const string Name = "broker";

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The loopback port to listen on.", Required = true };
        var users = new Option<string>("--users") { Description = "The file that says who may log in.", Required = true };
        var command = new Command(Name, "An MQTT broker for machines without mosquitto.") { port, users };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(port), parsed.GetRequiredValue(users), cancellation));
        return command;
    }

    /// <summary>Writes the file that says who may log in.</summary>
    public static void WriteUsers(string path, IEnumerable<BrokerUser> users) => OwnerOnlyFile.Write(path, JsonSerializer.Serialize(users));

    private static async Task<int> RunAsync(int port, string usersFile, CancellationToken cancellation)
    {
        var users = JsonSerializer.Deserialize<List<BrokerUser>>(await File.ReadAllTextAsync(usersFile, cancellation))!;
        await using var broker = new EmbeddedBroker(port, users);
        await broker.StartAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
}
