using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Tests.Envelope.Interop;

/// <summary>The envelope by somebody else's code.</summary>
internal interface IOtherImplementation
{
    Task<SealedMessage> SealAsync(string plaintext, SignatureHash hash, string privateKeyFile);

    Task<string> OpenAsync(SealedMessage message, SignatureHash hash, string publicKeyFile);
}
