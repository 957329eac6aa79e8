using System.Diagnostics.CodeAnalysis;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Keys;
using HzFunctions.Functions.Operations;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.Sites;

/// <summary>
/// Checks what operators register, before it is believed: a key that cannot be loaded, or an address that is none, would otherwise show
/// with the first event of a car park.
/// </summary>
internal sealed class SitesChecks(SiteDirectory directory, IPrivateKeySource keys, PlatformKeys platformKeys, StandardCatalogue catalogue)
{
    /// <summary>The site of an access and a code.</summary>
    /// <exception cref="BadOperationException">They make no key.</exception>
    public static SiteId IdOf(string accessId, string parkingCode) =>
        accessId.Length > 0 && parkingCode.Length is > 0 and <= 45 && SiteId.Create(accessId, parkingCode) is { } id
            ? id
            : throw new BadOperationException("accessID, parkingCode: empty, or too long");

    /// <summary>Checks whose work a car park's bills are.</summary>
    /// <exception cref="BadOperationException">It is none that there is.</exception>
    public static void CheckBills(string? bills) => Require(
        bills is null or SiteEntry.DrivenBills or SiteEntry.PassedThroughBills,
        $"bills: is neither {SiteEntry.DrivenBills} nor {SiteEntry.PassedThroughBills}");

    /// <summary>Checks how long a car park's bookings hold a space.</summary>
    /// <exception cref="BadOperationException">Not at all, or too long.</exception>
    public static void CheckBookings(int? toArriveSeconds, int? staySeconds)
    {
        var longest = (int)BookingTerms.Longest.TotalSeconds;
        Require(toArriveSeconds is null || (toArriveSeconds >= 1 && toArriveSeconds <= longest), $"bookToArriveSeconds: is not in 1..{longest}");
        Require(staySeconds is null || (staySeconds >= 1 && staySeconds <= longest), $"bookStaySeconds: is not in 1..{longest}");
    }

    /// <summary>Checks who reconciles a car park's days.</summary>
    /// <exception cref="BadOperationException">It is nobody that there is.</exception>
    public static void CheckReconciliation(string? reconciliation) => Require(
        reconciliation is null or SiteEntry.OurReconciliation or SiteEntry.OwnReconciliation,
        $"reconciliation: is neither {SiteEntry.OurReconciliation} nor {SiteEntry.OwnReconciliation}");

    /// <summary>True when a text may be the public half of a key.</summary>
    public static bool IsKeyId(string text) => ApiKeyText.TryParse($"{text}.0", out _, out _);

    /// <summary>Checks an access; its key is loaded and proven.</summary>
    public async Task<AccessEntry> CheckAsync(PutAccess body, CancellationToken cancellationToken)
    {
        Require(body.AccessId.Length > 0 && RowKeyText.Escape(body.AccessId).Length <= RowKeyText.MaximumLength, "accessID: empty, or too long");

        // The generated reader lets null into members that have a default.
        Require(body is { Envelope: not null, PathBases: not null }, "envelope, pathBases: null");
        Require(
            Uri.TryCreate(body.BaseAddress, UriKind.Absolute, out var address) && address.Scheme is "http" or "https",
            "baseAddress: is no http or https address");
        Require(EnvelopeTexts.Hashes.Contains(body.Envelope.Hash), $"envelope.hash: is none of {string.Join(", ", EnvelopeTexts.Hashes)}");
        Require(EnvelopeTexts.Ciphers.Contains(body.Envelope.Cipher), $"envelope.cipher: is none of {string.Join(", ", EnvelopeTexts.Ciphers)}");
        var withPlatformKey = EnvelopeTexts.CipherOf(body.Envelope.Cipher) == CipherMode.PlatformPublicKey;
        Require(!withPlatformKey || body.PlatformKey is not null, "platformKey: missing, and the cipher is made with it");
        Require(
            body.PathBases.All(path => catalogue.Find(path.Key) is { Kind: InterfaceKind.HttpUplink } && path.Value?.Contains('\n', StringComparison.Ordinal) == false),
            "pathBases: names an interface that is none of the uplink, or a path that is none");
        if (body.PlatformKey is not null)
        {
            await ProveAsync("platformKey", () => platformKeys.LoadAsync(body.PlatformKey, cancellationToken)).ConfigureAwait(false);
        }

        Require(
            body.Downlink is null or AccessEntry.BridgeDownlink or AccessEntry.OwnDownlink,
            $"downlink: is neither {AccessEntry.BridgeDownlink} nor {AccessEntry.OwnDownlink}");
        await ProveAsync("privateKey", () => keys.LoadAsync(body.PrivateKey, asOfNow: true, cancellationToken)).ConfigureAwait(false);
        return new AccessEntry(
            body.AccessId,
            body.BaseAddress,
            body.PrivateKey,
            body.PlatformKey,
            body.Envelope.Hash,
            body.Envelope.Cipher,
            body.Envelope.DataAsString,
            body.PathBase,
            PathBases.Of(body.PathBases),
            body.QueryStringForm)
        {
            Downlink = body.Downlink ?? (body.Mqtt is null ? AccessEntry.OwnDownlink : AccessEntry.BridgeDownlink),
            Mqtt = body.Mqtt is null ? null : DownlinkChecks.Check(body.Mqtt, body.PlatformKey is not null),
        };
    }

    /// <summary>Checks a wire identity; its public key is loaded, and each of its car parks is registered.</summary>
    public async Task<WireIdentityEntry> CheckAsync(PutIdentity body, CancellationToken cancellationToken)
    {
        Require(body.ClientId.Length > 0 && RowKeyText.Escape(body.ClientId).Length <= RowKeyText.MaximumLength, "clientID: empty, or too long");
        Require(EnvelopeTexts.Hashes.Contains(body.Hash), $"hash: is none of {string.Join(", ", EnvelopeTexts.Hashes)}");
        Require(body.ParkingCodes.Count is > 0 and <= 500 && !body.ParkingCodes.Contains(null!), "parkingCodes: none, more than 500, or one that is null");
        await ProveAsync("publicKey", () => Task.FromResult(PublicKey.Load(body.PublicKey))).ConfigureAwait(false);
        foreach (var parkingCode in body.ParkingCodes)
        {
            var site = await directory.FindSiteAsync(IdOf(body.AccessId, parkingCode), cancellationToken).ConfigureAwait(false);
            Require(site is not null, "parkingCodes: names a car park that is not registered under this accessID");
        }

        return new WireIdentityEntry(body.ClientId, body.PublicKey, body.Hash, body.DataAsString, body.AccessId, body.ParkingCodes);
    }

    private static async Task ProveAsync(string field, Func<Task> load)
    {
        try
        {
            await load().ConfigureAwait(false);
        }
        catch (InvalidKeyException fault)
        {
            throw new BadOperationException($"{field}: {fault.Message}");
        }
    }

    private static void Require([DoesNotReturnIf(false)] bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new BadOperationException(otherwise);
        }
    }
}
