namespace HzFunctions.Local.CitySimulator.Downlinks;

/// <summary>Where the city brain's broker is, and how the city brain itself logs in there.</summary>
/// <param name="Address"><c>mqtt://127.0.0.1:port</c>.</param>
/// <param name="PasswordFile">The file with its password.</param>
internal sealed record BrokerLogin(Uri Address, string PasswordFile)
{
    /// <summary>The name that it logs in with.</summary>
    public const string UserName = "city-brain";
}
