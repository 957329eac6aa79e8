using System.Text;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.Tests.Shared;

namespace HzFunctions.CityBrain.Tests.Envelope.Interop;

/// <summary>The envelope by the command <c>openssl</c>: <c>rsautl</c> for each block, <c>dgst</c> for the sign.</summary>
internal sealed class OpenSslCommand : IOtherImplementation
{
    private const int Padding = 11;

    public async Task<SealedMessage> SealAsync(string plaintext, SignatureHash hash, string privateKeyFile)
    {
        var blocks = new List<byte>();
        foreach (var piece in Encoding.UTF8.GetBytes(plaintext).Chunk(KeyBytes(privateKeyFile) - Padding))
        {
            blocks.AddRange(await RunAsync(piece, "rsautl", "-sign", "-inkey", privateKeyFile));
        }

        var cipher = Convert.ToBase64String(blocks.ToArray());
        var sign = await RunAsync(Encoding.ASCII.GetBytes(cipher), "dgst", Name(hash), "-sign", privateKeyFile);
        return new SealedMessage(cipher, Convert.ToBase64String(sign));
    }

    public async Task<string> OpenAsync(SealedMessage message, SignatureHash hash, string publicKeyFile)
    {
        var signFile = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(signFile, Convert.FromBase64String(message.Sign), TestContext.Current.CancellationToken);
            await RunAsync(Encoding.ASCII.GetBytes(message.Cipher), "dgst", Name(hash), "-verify", publicKeyFile, "-signature", signFile);
        }
        finally
        {
            File.Delete(signFile);
        }

        var plaintext = new List<byte>();
        foreach (var block in Convert.FromBase64String(message.Cipher).Chunk(KeyBytes(publicKeyFile)))
        {
            plaintext.AddRange(await RunAsync(block, "rsautl", "-verify", "-pubin", "-inkey", publicKeyFile));
        }

        return Encoding.UTF8.GetString(plaintext.ToArray());
    }

    private static Task<byte[]> RunAsync(byte[] input, params string[] arguments) =>
        ToolProcess.RunAsync(RequiredTool.Find("openssl"), arguments, input);

    private static string Name(SignatureHash hash) => $"-{hash}".ToLowerInvariant();

    private static int KeyBytes(string keyFile) => keyFile.Contains("1024", StringComparison.Ordinal) ? 128 : 256;
}
