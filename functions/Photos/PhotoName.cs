using System.Security.Cryptography;
using System.Text;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Photos;

/// <summary>The name of a photo's blob: <c>{site}/{yyyyMMdd}/{SHA-256 of photoID and content}.jpg</c>. A photoID may hold what no name may.</summary>
internal static class PhotoName
{
    /// <summary>The name, and the content's SHA-256 alone.</summary>
    public static (string Blob, string Hash) Of(SiteId site, string day, string photoId, ReadOnlySpan<byte> jpeg)
    {
        var content = SHA256.HashData(jpeg);
        var both = SHA256.HashData([.. Encoding.UTF8.GetBytes(photoId), 0, .. content]);
        return ($"{site}/{day}/{Convert.ToHexStringLower(both)}.jpg", Convert.ToHexStringLower(content));
    }
}
