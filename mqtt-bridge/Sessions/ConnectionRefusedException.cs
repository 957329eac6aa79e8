namespace HzFunctions.MqttBridge.Sessions;

/// <summary>The broker answers, but does not let us in: a wrong password, a client id that it does not know, no topic granted.</summary>
internal sealed class ConnectionRefusedException(string reason) : Exception(reason);
