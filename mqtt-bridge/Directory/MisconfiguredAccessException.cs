namespace HzFunctions.MqttBridge.Directory;

/// <summary>An access's entry holds what no connection can be made with. The message names the setting and never its secret.</summary>
internal sealed class MisconfiguredAccessException : Exception
{
    public MisconfiguredAccessException(string reason) : base(reason)
    {
    }

    public MisconfiguredAccessException(string reason, Exception cause) : base(reason, cause)
    {
    }
}
