using System.Runtime.InteropServices;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Tests.Envelope;

public sealed class OpenSslErrorTests : OpeningTestBase
{
    [Fact]
    public async Task A_refused_operation_leaves_no_error_on_the_thread_that_others_could_take_for_theirs()
    {
        var large = Convert.ToBase64String(Enumerable.Repeat((byte)0xFF, 128).ToArray());
        var sign = await Forger.SignAsync(large);

        AssertFails(large, sign, RsaEngine.OpenSsl, OpenFailure.BadBlock);

        Assert.Equal(0, PeekError());
    }

    [DllImport("libcrypto.so.3", EntryPoint = "ERR_peek_error")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint PeekError();
}
