using HzFunctions.Local.CitySimulator.Violations;

namespace HzFunctions.Local.CitySimulator.Uplink;

/// <summary>An upload that breaks the standard. It unwinds the reading of the one request in which it is thrown.</summary>
internal sealed class RefusedException(ViolationKind kind, string reason) : Exception(reason)
{
    public ViolationKind Kind => kind;
}
