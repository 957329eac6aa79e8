using System.Security.Cryptography;
using System.Text;

namespace HzFunctions.Functions.Operations;

/// <summary>Proves that a caller operates this service: the header <c>X-Admin-Key</c>, never a URL.</summary>
internal sealed class AdminKey(OperationsOptions options)
{
    /// <summary>The header's name.</summary>
    public const string Header = "X-Admin-Key";

    /// <summary>True when the request bears the key.</summary>
    public bool IsOn(HttpRequest request) =>
        options.AdminKeySha256.Length > 0
        && CryptographicOperations.FixedTimeEquals(
            Convert.FromHexString(options.AdminKeySha256),
            SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers[Header].ToString())));
}
