using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Guidance;

/// <summary>
/// 预定记录 id: leads to the booking's partition and row without an index, since cancelling and lowering a lock name nothing else. To others it is opaque.
/// </summary>
/// <param name="Site">The car park.</param>
/// <param name="Number">The booking within it: 32 hexadecimal digits of chance.</param>
internal readonly record struct BookRecordId(SiteId Site, string Number)
{
    private const char Between = '|';
    private const int NumberLength = 32;

    /// <summary>The longest that a site makes.</summary>
    private const int LongestText = 1000;

    /// <summary>A new one.</summary>
    public static BookRecordId New(SiteId site) => new(site, RandomNumberGenerator.GetHexString(NumberLength, lowercase: true));

    /// <summary>Takes what <see cref="ToString"/> made, or null for anything else.</summary>
    public static BookRecordId? Parse(string text)
    {
        if (text.Length is 0 or > LongestText || !Base64Url.IsValid(text))
        {
            return null;
        }

        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Between) is [var site, var number]
            && SiteId.Parse(site) is { } known && number.Length == NumberLength && number.All(char.IsAsciiHexDigitLower)
            ? new BookRecordId(known, number)
            : null;
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Site.Value}{Between}{Number}"));
}
