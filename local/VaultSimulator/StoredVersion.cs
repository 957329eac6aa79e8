namespace HzFunctions.Local.VaultSimulator;

/// <summary>One version of a key (its private half as PEM) or of a secret.</summary>
internal sealed record StoredVersion(string Version, string Value, DateTimeOffset Created, bool Enabled = true, DateTimeOffset? NotBefore = null);
