namespace HzFunctions.Local.Wire;

/// <summary>The hash under the signature of a cipher; the standard leaves it open.</summary>
internal enum WireHash
{
    Md5,
    Sha1,
    Sha256,
}
