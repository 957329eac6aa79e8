using System.Text;

namespace HzFunctions.Local.FunctionsHost.Handler;

/// <summary>Cuts a command line into arguments as .NET does: blanks separate, double quotes hold together, a backslash before a quote keeps it.</summary>
internal static class CommandLineText
{
    public static IReadOnlyList<string> Split(string text)
    {
        var arguments = new List<string>();
        StringBuilder? current = null;
        var isQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (character is ' ' or '\t' && !isQuoted)
            {
                Finish(arguments, ref current);
                continue;
            }

            current ??= new StringBuilder();
            var backslashes = CountBackslashes(text, at);
            if (backslashes > 0)
            {
                var beforeQuote = at + backslashes < text.Length && text[at + backslashes] == '"';
                current.Append('\\', beforeQuote ? backslashes / 2 : backslashes);
                at += backslashes - 1;
                if (beforeQuote && backslashes % 2 == 1)
                {
                    current.Append('"');
                    at++;
                }
            }
            else if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else
            {
                current.Append(character);
            }
        }

        Finish(arguments, ref current);
        return arguments;
    }

    private static int CountBackslashes(string text, int from) => text.AsSpan(from).IndexOfAnyExcept('\\') is var end and >= 0 ? end : text.Length - from;

    private static void Finish(List<string> arguments, ref StringBuilder? current)
    {
        if (current is not null)
        {
            arguments.Add(current.ToString());
        }

        current = null;
    }
}
