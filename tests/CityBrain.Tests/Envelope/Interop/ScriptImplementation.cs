using System.Text;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.Tests.Shared;

namespace HzFunctions.CityBrain.Tests.Envelope.Interop;

/// <summary>A program of the folder <c>interop</c>, run by its language's own command.</summary>
internal sealed class ScriptImplementation(string command, string script) : IOtherImplementation
{
    public async Task<SealedMessage> SealAsync(string plaintext, SignatureHash hash, string privateKeyFile)
    {
        var lines = (await RunAsync("seal", hash, privateKeyFile, plaintext)).Split('\n');
        return new SealedMessage(lines[0], lines[1]);
    }

    public Task<string> OpenAsync(SealedMessage message, SignatureHash hash, string publicKeyFile) =>
        RunAsync("open", hash, publicKeyFile, $"{message.Cipher}\n{message.Sign}");

    private async Task<string> RunAsync(string action, SignatureHash hash, string keyFile, string input)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "interop", script);
        var output = await ToolProcess.RunAsync(
            RequiredTool.Find(command),
            [path, action, $"{hash}".ToLowerInvariant(), keyFile],
            Encoding.UTF8.GetBytes(input));
        return Encoding.UTF8.GetString(output);
    }
}
