using HzFunctions.Local.Run.Setup;
using HzFunctions.Local.Tests.Conditions;

namespace HzFunctions.Local.Tests.Run;

/// <summary>Keys that the tests of a class share: making RSA keys takes longer than most tests.</summary>
public sealed class MadeKeys : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal KeyRing Ring => new(_folder.Path);

    public void Dispose() => _folder.Dispose();
}
