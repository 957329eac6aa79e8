using Microsoft.Win32.SafeHandles;

namespace HzFunctions.CityBrain.Envelope.Engines;

/// <summary>The state of one operation (<c>EVP_PKEY_CTX</c>). A key may be shared by threads, this never.</summary>
internal sealed class EvpPKeyContext() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        LibCrypto.FreeContext(handle);
        return true;
    }
}
