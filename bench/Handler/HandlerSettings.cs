using System.Security.Cryptography;
using System.Text;
using HzFunctions.Bench.Storage;

namespace HzFunctions.Bench.Handler;

/// <summary>The app settings that a handler is measured with.</summary>
internal static class HandlerSettings
{
    /// <summary>The operators' key.</summary>
    public const string AdminKey = "bench-admin-key";

    /// <summary>The city brain's key.</summary>
    public const string CityBrainKey = "bench-city-brain-key";

    public static Dictionary<string, string?> Over(FreshStorage storage) => new()
    {
        ["Guidance__CityBrainKeySha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(CityBrainKey))),
        ["Guidance__PhoneKey"] = $"file:{PhoneKeyIn(storage.Folder)}",
        ["FUNCTIONS_WORKER_RUNTIME"] = "custom",
        ["AzureWebJobsStorage"] = storage.ConnectionString,
        ["Operations__AdminKeySha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(AdminKey))),

        // One car park may not send so much as is measured here.
        ["RateLimits__PerSecond"] = "10000",
        ["RateLimits__Burst"] = "100000",
    };

    private static string PhoneKeyIn(string folder)
    {
        var file = Path.Combine(folder, "phones.key");
        File.WriteAllText(file, "a key for phone numbers");
        return file;
    }
}
