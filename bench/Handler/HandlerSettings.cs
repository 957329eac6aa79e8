using System.Security.Cryptography;
using System.Text;
using HzFunctions.Bench.Storage;

namespace HzFunctions.Bench.Handler;

/// <summary>The app settings that a handler is measured with.</summary>
internal static class HandlerSettings
{
    /// <summary>The operators' key.</summary>
    public const string AdminKey = "bench-admin-key";

    public static Dictionary<string, string?> Over(FreshStorage storage) => new()
    {
        ["FUNCTIONS_WORKER_RUNTIME"] = "custom",
        ["AzureWebJobsStorage"] = storage.ConnectionString,
        ["Operations__AdminKeySha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(AdminKey))),

        // One car park may not send so much as is measured here.
        ["RateLimits__PerSecond"] = "10000",
        ["RateLimits__Burst"] = "100000",
    };
}
