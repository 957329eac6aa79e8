using System.Globalization;

namespace HzFunctions.Durable.Generations;

/// <summary>An instance id that ends in a generation: <c>{subject}-g{n}</c>.</summary>
/// <param name="Subject">What the instance drives.</param>
/// <param name="Generation">The generation, counted from 1.</param>
public readonly record struct GenerationId(string Subject, int Generation)
{
    private const string Separator = "-g";

    /// <summary>Reads an instance id.</summary>
    /// <exception cref="FormatException">It does not end in a generation.</exception>
    public static GenerationId Parse(string instanceId)
    {
        ArgumentNullException.ThrowIfNull(instanceId);
        var end = instanceId.LastIndexOf(Separator, StringComparison.Ordinal);
        return end > 0
            && int.TryParse(instanceId.AsSpan(end + Separator.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            && generation > 0
                ? new GenerationId(instanceId[..end], generation)
                : throw new FormatException("The instance id does not end in a generation (-g1, -g2, …).");
    }

    /// <summary>The instance id.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Subject}{Separator}{Generation}");
}
