namespace HzFunctions.Local.Run.Setup;

/// <summary>Where the gateway finds the others.</summary>
/// <param name="CityBrain">The city brain.</param>
/// <param name="Mqtt">Its broker.</param>
/// <param name="CarParks">The car parks, which take webhooks.</param>
internal sealed record CityAddresses(Uri CityBrain, Uri Mqtt, Uri CarParks);
