using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace HzFunctions.Bench.Sealing;

/// <summary>What <c>openssl speed</c> says of this machine: private RSA operations, in a loop of C that does nothing else.</summary>
internal static partial class OpenSslSpeed
{
    /// <summary>Per second of processor time of one core.</summary>
    public static Task<double> OneCoreAsync(int keyBits, int seconds) =>
        MeasureAsync(keyBits, ["-seconds", $"{seconds}"]);

    /// <summary>Per second on the clock, of two processes at once.</summary>
    public static Task<double> TwoCoresAsync(int keyBits, int seconds) =>
        MeasureAsync(keyBits, ["-seconds", $"{seconds}", "-elapsed", "-multi", "2"]);

    private static async Task<double> MeasureAsync(int keyBits, string[] options)
    {
        var start = new ProcessStartInfo("openssl", ["speed", .. options, $"rsa{keyBits}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("openssl did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var match = SignsPerSecond().Match(output);
        return match.Success
            ? double.Parse(match.Groups["rate"].ValueSpan, CultureInfo.InvariantCulture)
            : throw new InvalidDataException($"openssl speed said nothing that can be read:\n{output}\n{await errors}");
    }

    // "rsa 1024 bits 0.000084s 0.000005s  11840.1 196000.2": seconds for a sign and a verify, then signs and verifies per second.
    [GeneratedRegex(@"^rsa\s+\d+ bits\s+\S+s\s+\S+s\s+(?<rate>[0-9.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex SignsPerSecond();
}
