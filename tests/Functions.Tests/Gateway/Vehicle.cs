namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>What identifies the vehicle of every bad input, and so may be neither logged nor answered.</summary>
internal static class Vehicle
{
    public const string Plate = "浙A8Q9Z7";

    public const string Phone = "13912345678";

    /// <summary>All of it, as it might appear.</summary>
    public static IReadOnlyList<string> Traces { get; } =
        [Plate, "8Q9Z7", Phone, Uri.EscapeDataString(Plate), System.Text.Json.JsonEncodedText.Encode(Plate).Value];
}
