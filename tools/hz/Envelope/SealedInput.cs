using System.Text.Json;

namespace HzFunctions.Hz.Envelope;

/// <summary>A sealed message that is piped in: as <c>seal</c> prints it, as JSON, or as a form.</summary>
internal static class SealedInput
{
    private static readonly char[] Between = ['\n', '&', '?'];

    /// <summary>Reads it.</summary>
    /// <exception cref="HzFault">There is no cipher or no sign in it.</exception>
    public static async Task<(string Cipher, string Sign)> ReadAsync(HzTerminal terminal, CancellationToken cancellationToken)
    {
        var text = (await terminal.ReadInputAsync(cancellationToken)).Trim();
        var (cipher, sign) = text.StartsWith('{') ? OfJson(text) : (Parameter(text, "cipher"), Parameter(text, "sign"));
        return cipher is null || sign is null
            ? throw new HzFault(ExitCode.Usage, "what was piped in has no cipher and sign, be it in JSON, in a form, or as seal prints them")
            : (cipher, sign);
    }

    private static (string? Cipher, string? Sign) OfJson(string text)
    {
        try
        {
            var json = PlainJson.Parse(text);
            return ((string?)json?["cipher"], (string?)json?["sign"]);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new HzFault(ExitCode.Usage, "what was piped in is no JSON with the texts cipher and sign");
        }
    }

    // A plus that was not escaped has become a blank on the way.
    private static string? Parameter(string text, string name) => text
        .Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(part => part.StartsWith($"{name}=", StringComparison.Ordinal))
        .Select(part => Uri.UnescapeDataString(part[(name.Length + 1)..]).Replace(' ', '+'))
        .FirstOrDefault();
}
