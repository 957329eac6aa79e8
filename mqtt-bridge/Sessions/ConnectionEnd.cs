namespace HzFunctions.MqttBridge.Sessions;

/// <summary>Why a connection ended, in words for the log.</summary>
/// <param name="Reason">Without secrets.</param>
internal readonly record struct ConnectionEnd(string Reason)
{
    /// <summary>We ended it because this replica stops serving the access.</summary>
    public static ConnectionEnd Stopped { get; } = new("this replica stops");
}
