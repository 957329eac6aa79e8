using System.Text;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>An existing client, which speaks the standard's own wire form.</summary>
internal sealed class WireClient(string privatePem, EnvelopeSettings? settings = null)
{
    private readonly IPrivateKeyOperation _key = PrivateKeys.Load(privatePem);

    /// <summary>Seals a request as the standard says (§2.1).</summary>
    public async Task<SealedMessage> SealAsync(string plaintext) =>
        await EnvelopeSealer.SealAsync(plaintext, _key, settings ?? new EnvelopeSettings(), platformKey: null, TestContext.Current.CancellationToken);

    /// <summary>Posts a request as a form.</summary>
    public async Task<HttpRequestMessage> FormAsync(string interfaceName, string plaintext, string accessId = "client-1", string? file = null)
    {
        var message = await SealAsync(plaintext);
        return Form(interfaceName, Fields(accessId, message.Cipher, message.Sign, file));
    }

    /// <summary>The fields, encoded.</summary>
    public static string Fields(string accessId, string cipher, string sign, string? file = null) =>
        $"accessID={Uri.EscapeDataString(accessId)}&cipher={Uri.EscapeDataString(cipher)}&sign={Uri.EscapeDataString(sign)}"
        + (file is null ? "" : $"&file={Uri.EscapeDataString(file)}");

    /// <summary>A form of whatever fields.</summary>
    public static HttpRequestMessage Form(string interfaceName, string fields) => new(HttpMethod.Post, $"/api/v2/cp/{interfaceName}")
    {
        Content = new StringContent(fields, Encoding.ASCII, "application/x-www-form-urlencoded"),
    };

    /// <summary>A post with its fields in the query string and no body.</summary>
    public static HttpRequestMessage Query(string interfaceName, string fields) => new(HttpMethod.Post, $"/api/v2/cp/{interfaceName}?{fields}");
}
