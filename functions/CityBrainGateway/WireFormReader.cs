using System.Text;
using System.Text.Json;
using HzFunctions.CityBrain;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Uplink;
using Microsoft.Extensions.Caching.Memory;

namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>
/// Reads requests in the standard's own wire form (accessID, cipher, sign, file): an existing client needs only a new base URL. The
/// sign is verified before a block is opened.
/// </summary>
internal sealed class WireFormReader(SiteDirectory directory) : IDisposable
{
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _publicKeys = new(new MemoryCacheOptions());

    /// <summary>True when a request is in this form: by its content type, or by a cipher in its query string.</summary>
    public static bool Recognises(HttpRequest request) => request.HasFormContentType || request.Query.ContainsKey("cipher");

    public async Task<GatewayReading> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = request.HasFormContentType ? await RequestBody.ReadAsync(request, cancellationToken).ConfigureAwait(false) : [];
        var fields = WireForm.Read(request.QueryString.Value, Encoding.Latin1.GetString(body));
        if (fields.Errors.Count > 0)
        {
            return new GatewayReading(null, GatewayAnswer.Invalid(fields.Errors));
        }

        var identity = await directory.FindIdentityAsync(fields.AccessId!, cancellationToken).ConfigureAwait(false);
        if (identity is null)
        {
            return GatewayReading.Refuse(StatusCodes.Status401Unauthorized, "accessID: not known");
        }

        var settings = new EnvelopeSettings { Hash = EnvelopeTexts.HashOf(identity.Hash), DataAsString = identity.DataAsString };
        var opened = EnvelopeOpener.Open(fields.Cipher!, fields.Sign!, KeyOf(identity), settings);
        if (opened.Text is null)
        {
            return GatewayReading.Refuse(StatusCodes.Status400BadRequest, WordsFor(opened.Failure));
        }

        var sites = await SitesOfAsync(identity, cancellationToken).ConfigureAwait(false);
        return sites.Count == 0
            ? GatewayReading.Refuse(StatusCodes.Status403Forbidden, "the car park is disabled")
            : Parse(new Caller(identity.AccessId, $"wire:{identity.ClientId}", sites), opened.Text, settings, fields.File);
    }

    public void Dispose() => _publicKeys.Dispose();

    private static GatewayReading Parse(Caller caller, string text, EnvelopeSettings settings, string? file)
    {
        if (settings.DataAsString && !DataMember.TryAsObject(text, out text!))
        {
            return GatewayReading.Refuse(StatusCodes.Status400BadRequest, "data: is no string that holds JSON");
        }

        try
        {
            var root = JsonDocument.Parse(text).RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
                ? GatewayReading.Read(new GatewayRequest(caller, data, file))
                : GatewayReading.Refuse(StatusCodes.Status400BadRequest, "data: missing, or no object");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Half of a surrogate pair is let through by JSON's grammar, and no name.
            return GatewayReading.Refuse(StatusCodes.Status400BadRequest, "cipher: what it holds is no JSON");
        }
    }

    private static string WordsFor(OpenFailure? failure) => failure switch
    {
        OpenFailure.WrongSignature => "sign: does not fit the cipher",
        OpenFailure.BadBase64 => "cipher or sign: is no Base64",
        OpenFailure.WrongLength => "cipher or sign: its length is no whole number of blocks, or beyond the limit",
        _ => "cipher: a block does not open",
    };

    private PublicKey KeyOf(WireIdentityEntry identity) =>
        _publicKeys.GetOrCreate(identity.PublicKey, entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = KeyLifetime;
            return PublicKey.Load(identity.PublicKey);
        })!;

    private async Task<IReadOnlyList<SiteEntry>> SitesOfAsync(WireIdentityEntry identity, CancellationToken cancellationToken)
    {
        var sites = new List<SiteEntry>();
        foreach (var parkingCode in identity.ParkingCodes)
        {
            if (SiteId.Create(identity.AccessId, parkingCode) is { } id
                && await directory.FindSiteAsync(id, cancellationToken).ConfigureAwait(false) is { Disabled: false } site)
            {
                sites.Add(site);
            }
        }

        return sites;
    }
}
