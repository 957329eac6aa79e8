using System.Diagnostics;
using System.Text;

namespace HzFunctions.Tests.Shared;

/// <summary>Runs a program to its end.</summary>
internal static class ToolProcess
{
    /// <summary>What the program writes, given what it reads. A program that fails fails the test, with its own words.</summary>
    public static async Task<byte[]> RunAsync(string path, IEnumerable<string> arguments, byte[] input)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(path, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardErrorEncoding = Encoding.UTF8,
            },
        };
        process.Start();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            using var output = new MemoryStream();
            var reading = process.StandardOutput.BaseStream.CopyToAsync(output, cancellationToken);
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
            await Task.WhenAll(reading, errors, process.WaitForExitAsync(cancellationToken));
            Assert.True(process.ExitCode == 0, $"{Path.GetFileName(path)} ended with {process.ExitCode}: {await errors}");
            return output.ToArray();
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
