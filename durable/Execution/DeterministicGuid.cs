using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HzFunctions.Durable.Execution;

/// <summary>GUIDs that follow from instance, time and count, by RFC 4122 version 5 and as Microsoft's own SDK makes them.</summary>
internal static class DeterministicGuid
{
    private const int Length = 16;
    private static readonly byte[] Namespace = new Guid("9e952958-5e33-4daf-827f-2fa12937b875").ToByteArray(bigEndian: true);

    public static Guid Create(string instanceId, DateTimeOffset now, int count)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{instanceId}_{now.UtcDateTime:o}_{count}");
#pragma warning disable CA5350 // Version 5 of RFC 4122 is SHA-1; nothing secret depends on it.
        var hash = SHA1.HashData([.. Namespace, .. Encoding.UTF8.GetBytes(name)]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, Length), bigEndian: true);
    }
}
