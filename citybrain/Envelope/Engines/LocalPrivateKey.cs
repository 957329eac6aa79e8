namespace HzFunctions.CityBrain.Envelope.Engines;

/// <summary>A private key in this process: every operation has completed when the call returns.</summary>
internal abstract class LocalPrivateKey(int modulusBytes) : IPrivateKeyOperation
{
    public int ModulusBytes => modulusBytes;

    public ValueTask<byte[]> ApplyAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(block.Length, modulusBytes - TypeOnePadding.Overhead, nameof(block));
        var result = new byte[modulusBytes];
        return TryApply(block.Span, result)
            ? ValueTask.FromResult(result)
            : throw new InvalidOperationException("The private key could not be applied.");
    }

    /// <summary>Pads <paramref name="block"/> by type 1 and fills <paramref name="result"/>; false when the engine refuses.</summary>
    public abstract bool TryApply(ReadOnlySpan<byte> block, Span<byte> result);
}
