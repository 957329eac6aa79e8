using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Azure;
using Azure.Identity;
using HzFunctions.Archive;
using HzFunctions.Hz.Operations;

namespace HzFunctions.Hz.Restore;

/// <summary><c>restore</c>: puts an export of the service's tables back, or lists the exports. The service must not run meanwhile.</summary>
internal static class RestoreCommand
{
    public static Command Create(HzTerminal terminal)
    {
        var name = new Argument<string?>("export")
        {
            Description = "Which; left out: those that are complete are listed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var overwrite = new Option<bool>("--overwrite") { Description = "Write over tables that have rows; rows that the export does not have stay." };
        var (storage, json) = (new StorageAccountOptions(), HzOptions.Json());
        var command = new Command("restore", "Puts an export of the service's tables back; stop the service before.") { name, overwrite, json };
        storage.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (tables, exports) = storage.Open(parsed, terminal);
            var restore = new TableRestore(tables, exports);
            try
            {
                return parsed.GetValue(name) is { } export
                    ? await RestoreAsync(terminal, restore, export, parsed.GetValue(overwrite), parsed.GetValue(json), cancellationToken)
                    : await ListAsync(terminal, restore, parsed.GetValue(json), cancellationToken);
            }
            catch (Exception fault) when (fault is InvalidOperationException or FormatException)
            {
                throw new HzFault(ExitCode.No, fault.Message);
            }
            catch (Exception fault) when (fault is RequestFailedException or AggregateException or AuthenticationFailedException)
            {
                throw new HzFault(ExitCode.Unreachable, fault is RequestFailedException { ErrorCode: { } code } ? $"the storage account refuses: {code}" : "the storage account does not answer");
            }
        });
        return command;
    }

    private static async Task<int> ListAsync(HzTerminal terminal, TableRestore restore, bool json, CancellationToken cancellationToken)
    {
        var names = await restore.ListAsync(cancellationToken);
        if (json)
        {
            await terminal.Output.WriteLineAsync(new JsonObject { ["exports"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) }.ToPlainJson());
            return ExitCode.Done;
        }

        await terminal.Output.WriteLineAsync(names.Count == 0 ? "There is no complete export." : string.Join('\n', names));
        return names.Count == 0 ? ExitCode.No : ExitCode.Done;
    }

    private static async Task<int> RestoreAsync(
        HzTerminal terminal, TableRestore restore, string export, bool overwrite, bool json, CancellationToken cancellationToken)
    {
        var restored = await restore.RestoreAsync(export, overwrite, cancellationToken);
        if (json)
        {
            var rows = new JsonObject(restored.Select(table => KeyValuePair.Create(table.Key, (JsonNode?)table.Value)));
            await terminal.Output.WriteLineAsync(new JsonObject { ["export"] = export, ["rows"] = rows }.ToPlainJson());
            return ExitCode.Done;
        }

        await terminal.Output.WriteTableAsync(["TABLE", "ROWS"], [.. restored.Select(table => new[] { table.Key, table.Value.ToString(CultureInfo.InvariantCulture) })]);
        return ExitCode.Done;
    }
}
