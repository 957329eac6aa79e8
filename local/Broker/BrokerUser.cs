namespace HzFunctions.Local.Broker;

/// <summary>Who may log in at the broker.</summary>
internal sealed record BrokerUser(string Name, string Password)
{
    /// <summary>Never shows the password.</summary>
    public override string ToString() => Name;
}
