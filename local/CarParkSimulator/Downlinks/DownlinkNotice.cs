using System.Text.Json;

namespace HzFunctions.Local.CarParkSimulator.Downlinks;

/// <summary>A message of the city brain as a car park gets it, in its inbox or by its webhook.</summary>
internal sealed record DownlinkNotice(string Id, string Topic, long RequestId, string Timestamp, JsonElement Data);
