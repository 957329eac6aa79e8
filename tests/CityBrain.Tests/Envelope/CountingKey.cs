using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Tests.Envelope;

/// <summary>Counts what is asked of another key.</summary>
internal sealed class CountingKey(IPrivateKeyOperation inner) : IPrivateKeyOperation
{
    public int Calls { get; private set; }

    public int ModulusBytes => inner.ModulusBytes;

    public ValueTask<byte[]> ApplyAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        Calls++;
        return inner.ApplyAsync(block, cancellationToken);
    }
}
