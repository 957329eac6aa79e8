using HzFunctions.Local.Records;
using HzFunctions.Local.Wire;
using Org.BouncyCastle.Crypto.Parameters;

namespace HzFunctions.Local.CitySimulator.Access;

/// <summary>An access ready for use: its keys are read once.</summary>
internal sealed class KnownAccess(AccessEntry entry)
{
    private readonly HashSet<string> _parkingCodes = entry.CarParks.Select(carPark => carPark.ParkingCode).ToHashSet(StringComparer.Ordinal);

    public string AccessID => entry.AccessID;

    public bool DataAsString => entry.DataAsString;

    public bool InQueryString => entry.InQueryString;

    /// <summary>The hash under the signs of both sides.</summary>
    public WireHash Hash => entry.Hash;

    /// <summary>The platform's key for what goes down to this access, where it has one.</summary>
    public RsaPrivateCrtKeyParameters? PlatformKey { get; } =
        entry.PlatformPrivateKey is null ? null : WireKeys.ReadPrivate(entry.PlatformPrivateKey);

    public WireOpener Opener { get; } = MakeOpener(entry);

    /// <summary>Opens what comes under the key that it had until a moment ago; null: it had no other.</summary>
    public WireOpener? FormerOpener { get; } = entry.FormerPublicKey is { } former ? MakeOpener(entry with { PublicKey = former }) : null;

    public bool Has(string parkingCode) => _parkingCodes.Contains(parkingCode);

    public Site SiteOf(string? parkingCode) => new(AccessID, parkingCode ?? "");

    public IEnumerable<KnownCarPark> Named(string parkingName) => entry.CarParks.Where(carPark => carPark.ParkingName == parkingName);

    private static WireOpener MakeOpener(AccessEntry entry)
    {
        var sender = WireKeys.ReadPublic(entry.PublicKey);
        var cipherKey = entry.Cipher == CipherForm.OwnPrivateKey
            ? sender
            : WireKeys.ReadPrivate(entry.PlatformPrivateKey
                ?? throw new InvalidDataException($"Access {entry.AccessID} encrypts for the platform, but has no platform key."));
        return new WireOpener(sender, entry.Hash, cipherKey);
    }
}
