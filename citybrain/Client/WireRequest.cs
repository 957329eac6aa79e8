using System.Net;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Client;

/// <summary>The HTTP request that carries an envelope: accessID, cipher and sign, and beside them a photo.</summary>
internal static class WireRequest
{
    public static HttpRequestMessage Create(AccessConnection access, InterfaceDefinition definition, SealedMessage message, string? file)
    {
        var address = access.AddressOf(definition);
        var fields = $"accessID={Uri.EscapeDataString(access.AccessId)}"
            + $"&cipher={Uri.EscapeDataString(message.Cipher)}"
            + $"&sign={Uri.EscapeDataString(message.Sign)}";
        return new HttpRequestMessage(HttpMethod.Post, access.QueryStringForm ? new UriBuilder(address) { Query = fields }.Uri : address)
        {
            Content = new WireFormContent(access.QueryStringForm ? "" : fields, file),
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }
}
