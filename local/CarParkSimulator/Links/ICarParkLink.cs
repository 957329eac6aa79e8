using System.Text.Json.Nodes;

namespace HzFunctions.Local.CarParkSimulator.Links;

/// <summary>How a car park speaks to the gateway.</summary>
internal interface ICarParkLink
{
    /// <summary>Sends one attempt. Never throws for what the other side does.</summary>
    Task<UploadAnswer> SendAsync(string interfaceName, JsonObject data, byte[]? photo, CancellationToken cancellation);
}
