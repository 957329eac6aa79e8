namespace HzFunctions.Local.VaultSimulator;

/// <summary>A refusal as the vault words it.</summary>
internal sealed class VaultError(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}
