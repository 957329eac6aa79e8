using System.Security.Cryptography;
using HzFunctions.Functions.Guidance;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace HzFunctions.Functions.Tests.Guidance;

/// <summary>Who is taken for the city brain.</summary>
public sealed class CityBrainAdmissionTests
{
    [Fact]
    public void Nobody_is_admitted_without_a_key_even_where_the_hash_of_nothing_is_set()
    {
        var admission = new CityBrainAdmission(
            new GuidanceOptions { CityBrainKeySha256 = Convert.ToHexString(SHA256.HashData([])) }, NullLogger<CityBrainAdmission>.Instance);

        Assert.Equal(401, admission.RefusalOf(new DefaultHttpContext().Request, "bookNew"));
    }
}
