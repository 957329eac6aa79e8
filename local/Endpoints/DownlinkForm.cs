namespace HzFunctions.Local.Endpoints;

/// <summary>How what the city brain sends down reaches a car park.</summary>
internal enum DownlinkForm
{
    /// <summary>It asks the gateway for it.</summary>
    Inbox,

    /// <summary>The gateway calls it.</summary>
    Webhook,

    /// <summary>It has a connection to the broker of its own, as an existing client of the city brain has.</summary>
    Own,
}
