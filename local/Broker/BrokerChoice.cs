namespace HzFunctions.Local.Broker;

/// <summary>Which broker a run is to have.</summary>
internal enum BrokerChoice
{
    /// <summary>mosquitto where it is installed, the embedded one otherwise.</summary>
    Any,

    /// <summary>mosquitto; without it there is no run.</summary>
    Mosquitto,

    /// <summary>The embedded one, also where mosquitto is installed.</summary>
    Embedded,
}
