using System.Text;

namespace HzFunctions.Bench.Reporting;

/// <summary>What a bench found.</summary>
internal sealed record Finding
{
    public required string Title { get; init; }

    /// <summary>What was measured, and how: paragraphs in Markdown.</summary>
    public required string Method { get; init; }

    public required IReadOnlyList<MarkdownTable> Tables { get; init; }

    /// <summary>What was wrong (an event lost, or out of order), whatever the figures say.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>True when nothing was wrong.</summary>
    public bool Holds => Faults.Count == 0;

    public override string ToString()
    {
        var text = new StringBuilder($"## {Title}\n\n{Method}\n");
        foreach (var table in Tables)
        {
            text.Append('\n').Append(table);
        }

        foreach (var fault in Faults)
        {
            text.Append($"\n**Wrong: {fault}**\n");
        }

        return text.ToString();
    }
}
