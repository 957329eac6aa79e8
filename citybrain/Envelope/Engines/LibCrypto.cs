using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HzFunctions.CityBrain.Envelope.Engines;

/// <summary>The functions of OpenSSL 3 that the envelope uses. .NET has no RSA signature over bytes that it has not hashed.</summary>
internal static unsafe partial class LibCrypto
{
    public const int Success = 1;
    public const int Pkcs1Padding = 1;
    public const int NoPadding = 3;

    // The file that .NET's own cryptography maps, so that its keys may be handed over.
    private const string Library = "libcrypto.so.3";

    [LibraryImport(Library, EntryPoint = "OpenSSL_version_num")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nuint VersionNumber();

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_CTX_new")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial EvpPKeyContext NewContext(SafeEvpPKeyHandle key, nint engine);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_CTX_free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void FreeContext(nint context);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_CTX_set_rsa_padding")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetRsaPadding(EvpPKeyContext context, int padding);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_sign_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SignInit(EvpPKeyContext context);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_sign")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Sign(EvpPKeyContext context, byte* signature, ref nuint signatureLength, byte* block, nuint blockLength);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_verify_recover_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int RecoverInit(EvpPKeyContext context);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_verify_recover")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Recover(EvpPKeyContext context, byte* output, ref nuint outputLength, byte* input, nuint inputLength);

    [LibraryImport(Library, EntryPoint = "ERR_clear_error")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void ClearErrors();
}
