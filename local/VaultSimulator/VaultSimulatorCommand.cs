using System.CommandLine;

namespace HzFunctions.Local.VaultSimulator;

/// <summary>The role <c>local vault</c>: the simulator as a process of its own.</summary>
internal static class VaultSimulatorCommand
{
    public const string Name = "vault";

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The loopback port of the vault, https; 0 takes a free one." };
        var adminPort = new Option<int>("--admin-port") { Description = "The loopback port of identity endpoint and admin calls, http; 0 takes a free one." };
        var state = new Option<string>("--state") { Description = "Where its keys, secrets and certificate are kept.", Required = true };
        var secret = new Option<string>("--identity-secret-file") { Description = "The file with what the identity endpoint wants to see in its header.", Required = true };
        var command = new Command(Name, "An Azure Key Vault's simulator.") { port, adminPort, state, secret };
        command.SetAction((parsed, cancellation) => RunAsync(
            new VaultSimulatorOptions
            {
                Port = parsed.GetValue(port),
                AdminPort = parsed.GetValue(adminPort),
                StateFolder = parsed.GetRequiredValue(state),
                IdentitySecret = File.ReadAllText(parsed.GetRequiredValue(secret)),
            },
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(VaultSimulatorOptions options, CancellationToken cancellation)
    {
        await using var server = new VaultSimulatorServer(options, TimeProvider.System);
        await server.StartAsync(cancellation);
        Console.WriteLine($"vault simulator at {server.Address}, admin and identity at {server.Admin}");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
}
