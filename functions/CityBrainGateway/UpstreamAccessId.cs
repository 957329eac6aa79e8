using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>queryParkingCode (§4.6.1) repeats the accessID inside its data; a car park need not know ours.</summary>
internal static class UpstreamAccessId
{
    private const string Interface = "queryParkingCode";

    /// <summary>The data with the upstream accessID in it, where the interface wants one.</summary>
    public static JsonElement PutInto(JsonElement data, InterfaceDefinition definition, string accessId)
    {
        if (definition.Name != Interface)
        {
            return data;
        }

        var changed = JsonNode.Parse(data.GetRawText())!.AsObject();
        changed["accessID"] = JsonValue.Create(accessId);
        return JsonDocument.Parse(changed.ToJsonString()).RootElement;
    }
}
