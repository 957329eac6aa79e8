using System.Diagnostics.Metrics;

namespace HzFunctions.Vault;

/// <summary>What is counted of the vault: meter <c>HzFunctions</c>.</summary>
public sealed class VaultMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "HzFunctions";

    private readonly Counter<long> _throttled;

    /// <summary>Makes the instruments.</summary>
    public VaultMetrics(IMeterFactory factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        _throttled = factory.Create(MeterName).CreateCounter<long>("hz.vault.throttled", description: "Operations that the vault answered with 429");
    }

    internal void Throttled() => _throttled.Add(1);
}
