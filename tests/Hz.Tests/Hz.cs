using System.Text;
using System.Text.Json;
using Azure.Core;

namespace HzFunctions.Hz.Tests;

/// <summary>What a call of <c>hz</c> came to.</summary>
internal sealed record HzResult(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
}

/// <summary>Calls <c>hz</c> as a shell does, in this process.</summary>
internal static class Hz
{
    public static Task<HzResult> RunAsync(params string[] arguments) => RunAsync(string.Empty, http: null, variables: null, arguments);

    public static Task<HzResult> PipeAsync(string input, params string[] arguments) => RunAsync(input, http: null, variables: null, arguments);

    /// <summary>Calls it with what a shell would give it.</summary>
    /// <param name="input">What is piped in.</param>
    /// <param name="http">The gateway.</param>
    /// <param name="variables">Environment variables.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="credential">Who we are to Azure.</param>
    /// <param name="time">A clock of the test's, which goes on by itself; null: the machine's.</param>
    public static async Task<HzResult> RunAsync(
        string input, Func<HttpClient>? http, IReadOnlyDictionary<string, string>? variables, string[] arguments, TimeProvider? time = null, TokenCredential? credential = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new HzTerminal
        {
            Input = new MemoryStream(Encoding.UTF8.GetBytes(input)),
            Output = output,
            Error = error,
            Variable = name => variables?.GetValueOrDefault(name),
            Http = http is null ? null : _ => http(),
            Credential = credential,
            Time = time ?? TimeProvider.System,
        };
        var exitCode = await HzCommandLine.RunAsync(arguments, terminal, TestContext.Current.CancellationToken);
        return new HzResult(exitCode, output.ToString(), error.ToString());
    }
}
