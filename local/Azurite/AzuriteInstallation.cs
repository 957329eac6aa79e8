using System.Security.Cryptography;
using System.Text;
using HzFunctions.Local.Processes;

namespace HzFunctions.Local.Azurite;

/// <summary>
/// Azurite as npm installs it from the committed lock file, beside that file. A stamp tells which lock file was installed,
/// so that a start installs only when it has to.
/// </summary>
internal sealed class AzuriteInstallation(string folder, TimeProvider time, Action<string> report, string node = "node")
{
    private const int OldestNode = 20;
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(200);

    private string Stamp => Path.Combine(folder, "node_modules", ".installed");

    /// <summary>The script that starts the blob, queue and table services in one process.</summary>
    public string Script => Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js");

    /// <summary>The module to load before it (<c>node --require</c>).</summary>
    public string Journal => Path.Combine(folder, "journal.cjs");

    /// <summary>Installs unless this lock file was installed before.</summary>
    /// <exception cref="InvalidOperationException">Node.js is missing or too old, or npm failed; the message says what to do.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await RequireNodeAsync(cancellationToken);
        using var installing = await LockAsync(cancellationToken);
        var wanted = Fingerprint(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"), cancellationToken));
        if (File.Exists(Stamp) && await File.ReadAllTextAsync(Stamp, cancellationToken) == wanted)
        {
            return;
        }

        report("Installing Azurite, the storage emulator, with npm (once, about half a minute)…");
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var installed = await Command.RunAsync(
            npm, ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], folder, time, cancellationToken);
        if (installed.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm could not install Azurite in {folder}: {installed.Output}");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Stamp)!);
        await File.WriteAllTextAsync(Stamp, wanted, cancellationToken);
    }

    private static string Fingerprint(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private async Task RequireNodeAsync(CancellationToken cancellationToken)
    {
        var asked = await Command.RunAsync(node, ["--version"], folder, time, cancellationToken);
        var isRecent = asked.ExitCode == 0
            && Version.TryParse(asked.Output.Trim().TrimStart('v'), out var version)
            && version.Major >= OldestNode;
        if (!isRecent)
        {
            throw new InvalidOperationException(
                $"Azurite, the storage emulator, needs Node.js {OldestNode} or later: install it so that 'node' and 'npm' are on PATH "
                + $"(asking 'node --version' gave: {asked.Output.Trim()}).");
        }
    }

    /// <summary>One installation at a time, also of several processes. Not in node_modules: npm ci empties that first.</summary>
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var name = $"hzfunctions-azurite-{Fingerprint(Encoding.UTF8.GetBytes(folder))[..16]}.lock";
        var file = Path.Combine(Path.GetTempPath(), name);
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(LockRetry, time, cancellationToken);
            }
        }
    }
}
