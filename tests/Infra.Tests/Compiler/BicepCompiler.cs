using System.Diagnostics;
using System.Runtime.InteropServices;
using HzFunctions.Tests.Shared;

namespace HzFunctions.Infra.Tests.Compiler;

/// <summary>The Bicep compiler, from its package.</summary>
internal sealed class BicepCompiler : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bicep").FullName;
    private readonly string _path;

    public BicepCompiler()
    {
        RequiredTool.Require(
            OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "The Bicep compiler's package is for Linux on x64.");

        // In the package it may not be executed.
        _path = Path.Combine(_folder, "bicep");
        File.Copy(Repository.Metadata("BicepCompiler"), _path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Runs a command to its end, with the environment of an azd environment.</summary>
    public async Task<CompilerRun> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(_path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("HZ_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["AZURE_ENV_NAME"] = "production";
        start.Environment["AZURE_LOCATION"] = "eastasia";
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var diagnostics = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new CompilerRun(process.ExitCode, await output, await diagnostics);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

/// <summary>How the compiler ended, and what it said. Warnings end with 0 too.</summary>
internal sealed record CompilerRun(int ExitCode, string Output, string Diagnostics);
