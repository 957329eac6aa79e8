namespace HzFunctions.MqttBridge.Sessions;

/// <summary>The storage did not take a message in the time that it may wait; only a new connection brings the message back.</summary>
internal sealed class StorageAwayException(Exception? cause) : Exception("the storage does not take messages", cause);
