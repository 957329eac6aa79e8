using HzFunctions.Functions.Directory;

namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>Who calls, once that is proven.</summary>
/// <param name="AccessId">The access upstream.</param>
/// <param name="Name">What its calls are counted under: the site, or the wire identity.</param>
/// <param name="Sites">The car parks that it may speak for; never empty.</param>
internal sealed record Caller(string AccessId, string Name, IReadOnlyList<SiteEntry> Sites);
