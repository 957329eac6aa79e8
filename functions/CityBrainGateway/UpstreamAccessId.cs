using System.Buffers;
using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>queryParkingCode (§4.6.1) repeats the accessID inside its data; a car park need not know ours.</summary>
internal static class UpstreamAccessId
{
    private const string Interface = "queryParkingCode";
    private const string Member = "accessID";

    /// <summary>The data with the upstream accessID in it, where the interface wants one.</summary>
    public static JsonElement PutInto(JsonElement data, InterfaceDefinition definition, string accessId)
    {
        if (definition.Name != Interface)
        {
            return data;
        }

        try
        {
            return Rewrite(data, accessId);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair somewhere: validation says where.
            return data;
        }
    }

    private static JsonElement Rewrite(JsonElement data, string accessId)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        foreach (var member in data.EnumerateObject().Where(member => !member.NameEquals(Member)))
        {
            member.WriteTo(writer);
        }

        writer.WriteString(Member, accessId);
        writer.WriteEndObject();
        writer.Flush();
        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }
}
