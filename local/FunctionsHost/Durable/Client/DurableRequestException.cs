namespace HzFunctions.Local.FunctionsHost.Durable.Client;

/// <summary>The engine refuses what a client asks.</summary>
public sealed class DurableRequestException(DurableRefusal refusal, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public DurableRefusal Refusal => refusal;
}
