using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HzFunctions.Functions.Journal;

/// <summary>A vehicle as keys know it: a row key is part of a URL, and a plate must not be in one.</summary>
/// <param name="Color">车牌颜色.</param>
/// <param name="PlateHash">The first 24 hexadecimal digits of the plate's SHA-256.</param>
internal readonly record struct Vehicle(string Color, string PlateHash)
{
    private const int HashLength = 24;

    /// <summary>The vehicle of a plate, in which blanks mean nothing.</summary>
    public static Vehicle Of(string plateNo, string plateColor) => new(plateColor, HashOf(plateNo.Replace(" ", string.Empty, StringComparison.Ordinal)));

    /// <summary>The vehicle that an object names, or null when it names none.</summary>
    public static Vehicle? Of(JsonElement data) =>
        data.TryGetProperty("plateNo", out var plate) && data.TryGetProperty("plateColor", out var color) && plate.ValueKind == JsonValueKind.String
            ? Of(plate.GetString()!, color.ToString())
            : null;

    /// <summary>What a plate is in a key.</summary>
    public static string HashOf(string plateNo) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plateNo)))[..HashLength];
}
