namespace HzFunctions.CityBrain.Envelope;

/// <summary>
/// The one thing the envelope asks of a private key: pad a block by PKCS#1 v1.5 type 1 and apply the key to it. Ciphering and signing
/// are both made of it, so that a key may stay where it is (in a vault) and everything else is plain code.
/// </summary>
/// <remarks>
/// Calls may overlap: the sealer starts the operations of all blocks of a message and then awaits them in order. A local key completes
/// each call before it returns, so that nothing overlaps and nothing is allocated for waiting; a remote one decides itself how many
/// calls it lets out at a time. A failure of a remote key is in the returned task, not thrown by the call.
/// </remarks>
public interface IPrivateKeyOperation
{
    /// <summary>The length of the modulus, and so of every result, in bytes.</summary>
    int ModulusBytes { get; }

    /// <summary>Pads <paramref name="block"/> by type 1 (<c>00 01 FF…FF 00 block</c>) and applies the private key.</summary>
    /// <param name="block">At most <see cref="ModulusBytes"/> − 11 bytes; not changed until the operation has completed.</param>
    /// <param name="cancellationToken">Ends a remote operation; a local one is too short to be ended.</param>
    /// <returns>Exactly <see cref="ModulusBytes"/> bytes, which belong to the caller.</returns>
    ValueTask<byte[]> ApplyAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken);
}
