using HzFunctions.Local.CitySimulator.Violations;

namespace HzFunctions.Local.CitySimulator.Uplink;

/// <summary>An upload that breaks the standard, or (without a kind) comes under a key that was exchanged a moment ago. It unwinds the reading of the one request in which it is thrown.</summary>
internal sealed class RefusedException(ViolationKind? kind, string reason) : Exception(reason)
{
    public ViolationKind? Kind => kind;
}
