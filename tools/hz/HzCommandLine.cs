using System.CommandLine;
using HzFunctions.Hz.Envelope;
using HzFunctions.Hz.Gateway;
using HzFunctions.Hz.Import;
using HzFunctions.Hz.Operations;
using HzFunctions.Hz.Restore;
using HzFunctions.Hz.Vault;

namespace HzFunctions.Hz;

/// <summary>The operator's command line.</summary>
internal static class HzCommandLine
{
    private const string Description =
        "Seals and opens what goes to the city brain, and operates HzFunctions. Exit codes: 0 done, 1 the answer is no, 2 wrong usage, 3 the gateway or the vault does not answer.";

    /// <summary>Runs a command.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, HzTerminal terminal, CancellationToken cancellationToken)
    {
        var root = new RootCommand(Description)
        {
            SealCommand.Create(terminal),
            OpenCommand.Create(terminal),
            VerifyCommand.Create(terminal),
            SendCommand.Create(terminal),
            ImportCommand.Create(terminal),
            StatusCommand.Create(terminal),
            DeadLettersCommand.Create(terminal),
            AuditCommand.Create(terminal),
            ReconcileCommand.Create(terminal),
            SiteCommand.Create(terminal),
            RestoreCommand.Create(terminal),
            VaultProofCommand.Create(terminal),
        };
        var parsed = root.Parse([.. arguments]);
        var configuration = new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false };
        try
        {
            var result = await parsed.InvokeAsync(configuration, cancellationToken);
            return parsed.Errors.Count > 0 ? ExitCode.Usage : result;
        }
        catch (HzFault fault)
        {
            await terminal.Error.WriteLineAsync($"hz: {fault.Message}");
            return fault.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("hz: interrupted");
            return 130;
        }
    }
}
