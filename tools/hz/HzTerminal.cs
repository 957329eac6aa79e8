using System.Text;
using Azure.Core;
using Spectre.Console;

namespace HzFunctions.Hz;

/// <summary>What a command reads from and writes to.</summary>
internal sealed class HzTerminal
{
    /// <summary>What is piped in.</summary>
    public required Stream Input { get; init; }

    /// <summary>What a command is asked for, and nothing else.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Everything else: faults, progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Where progress is shown, or null where nobody looks.</summary>
    public IAnsiConsole? Screen { get; init; }

    /// <summary>Environment variables.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Sends requests; a test's, or null for the usual.</summary>
    public Func<Uri, HttpClient>? Http { get; init; }

    /// <summary>Who we are to Azure; a test's, or null for the usual.</summary>
    public TokenCredential? Credential { get; init; }

    public required TimeProvider Time { get; init; }

    public static HzTerminal OfThisProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new HzTerminal
        {
            Input = Console.OpenStandardInput(),
            Output = Console.Out,
            Error = Console.Error,
            Screen = Console.IsErrorRedirected ? null : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }),
            Variable = Environment.GetEnvironmentVariable,
            Time = TimeProvider.System,
        };
    }

    /// <summary>All that is piped in, as text.</summary>
    /// <exception cref="HzFault">It is no UTF-8.</exception>
    public async Task<string> ReadInputAsync(CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await Input.CopyToAsync(buffer, cancellationToken);
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(buffer.ToArray());
        }
        catch (DecoderFallbackException)
        {
            throw new HzFault(ExitCode.Usage, "what was piped in is no UTF-8");
        }
    }
}
