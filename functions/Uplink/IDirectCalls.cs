using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;

namespace HzFunctions.Functions.Uplink;

/// <summary>Calls of the city brain that somebody waits for.</summary>
internal interface IDirectCalls
{
    /// <summary>The longest that a call may take.</summary>
    TimeSpan TimeLimit { get; }

    /// <summary>Calls the city brain; when it does not answer in time, the outcome says so.</summary>
    Task<CityBrainAnswer> CallAsync(string accessId, InterfaceDefinition definition, string payload, CancellationToken cancellationToken);
}
