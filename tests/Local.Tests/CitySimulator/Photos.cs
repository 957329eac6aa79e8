namespace HzFunctions.Local.Tests.CitySimulator;

internal static class Photos
{
    /// <summary>The Base64 text of bytes that start and end as a JPEG does.</summary>
    public static string Base64(byte content = 0) => Convert.ToBase64String([0xFF, 0xD8, 0xFF, content, 0xFF, 0xD9]);
}
