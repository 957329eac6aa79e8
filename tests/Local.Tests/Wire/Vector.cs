namespace HzFunctions.Local.Tests.Wire;

internal sealed record Vector(string Name, string Key, string Signature, string Plaintext, string Cipher, string Sign);
