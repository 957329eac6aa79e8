using System.CommandLine;
using System.Text.Json.Nodes;
using HzFunctions.Hz.Gateway;
using Spectre.Console;

namespace HzFunctions.Hz.Import;

/// <summary><c>import</c>: uploads the events that a car park could not send during an outage of its own.</summary>
internal static class ImportCommand
{
    public static Command Create(HzTerminal terminal)
    {
        var file = new Argument<string>("file") { Description = "JSON lines: {\"interface\":\"uploadCarInData\",\"data\":{…}}." };
        var atOnce = new Option<int>("--at-once") { Description = "How many are sent side by side, 1 to 32.", DefaultValueFactory = _ => 8 };
        var patience = new Option<int>("--patience") { Description = "For how many seconds a line is tried while the gateway does not take it.", DefaultValueFactory = _ => 600 };
        var restart = new Option<bool>("--restart") { Description = "Begin anew, whatever an earlier call has done." };
        atOnce.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 32)
            {
                result.AddError("--at-once: 1 to 32");
            }
        });
        var (gateway, json) = (GatewayOptions.CarPark(), HzOptions.Json());
        var command = new Command(
            "import", "Uploads the events of a file, after an outage of the car park's own. Called again it goes on where it was; refused lines are in {file}.rejected.")
        {
            file, atOnce, patience, restart, json,
        };
        gateway.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var files = ImportFiles.Open(parsed.GetRequiredValue(file), parsed.GetValue(restart));
            using var client = gateway.Open(parsed, terminal);
            var importer = new Importer(client, files, parsed.GetValue(atOnce), TimeSpan.FromSeconds(parsed.GetValue(patience)), terminal.Time);
            var progress = await RunAsync(importer, files, terminal, cancellationToken);
            await terminal.Output.WriteLineAsync(parsed.GetValue(json)
                ? new JsonObject { ["done"] = progress.Done, ["rejected"] = progress.Rejected }.ToPlainJson()
                : $"{progress.Done} lines done, {progress.Rejected} of them rejected.");
            return progress.Rejected == 0 ? ExitCode.Done : ExitCode.No;
        });
        return command;
    }

    private static async Task<ImportProgress> RunAsync(Importer importer, ImportFiles files, HzTerminal terminal, CancellationToken cancellationToken)
    {
        if (terminal.Screen is not { } screen)
        {
            return await importer.RunAsync(_ => { }, cancellationToken);
        }

        var lines = files.Lines().Count();
        return await screen.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async shown =>
            {
                var task = shown.AddTask("Importing", maxValue: Math.Max(1, lines));
                return await importer.RunAsync(
                    progress =>
                    {
                        task.Value = progress.Done;
                        task.Description = $"{progress.Done} of {lines}, {progress.Rejected} rejected";
                    },
                    cancellationToken);
            });
    }
}
