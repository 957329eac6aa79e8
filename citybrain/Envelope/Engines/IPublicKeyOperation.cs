namespace HzFunctions.CityBrain.Envelope.Engines;

/// <summary>The bare public operation, without any padding: padding is ours, so that all engines are equally strict about it.</summary>
internal interface IPublicKeyOperation
{
    /// <summary>
    /// Raises <paramref name="input"/> to the public exponent. Both spans are as long as the modulus; false when the input is not
    /// below the modulus.
    /// </summary>
    bool TryApply(ReadOnlySpan<byte> input, Span<byte> output);
}
