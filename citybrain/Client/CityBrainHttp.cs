using System.Diagnostics;

namespace HzFunctions.CityBrain.Client;

/// <summary>HTTP as the city brain wants it.</summary>
public static class CityBrainHttp
{
    /// <summary>Makes a handler for the <see cref="HttpClient"/> of a <see cref="CityBrainClient"/>; one for all accesses.</summary>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        // Tomcat drops an idle connection after 20 s: a post on one that is just being dropped would be lost.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),

        // The platform may move: a name is looked up again at least this often.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),

        // What is sealed for the city brain goes nowhere else, and no answer is a page to follow.
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,

        // Our traces are nobody else's; the calls stay visible in them.
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };
}
