namespace HzFunctions.Local.FunctionsHost.Invocation;

/// <summary>What a trigger hands to its function.</summary>
/// <param name="Payload">The value of the trigger binding, as <see cref="EnvelopeValue"/> takes it.</param>
/// <param name="Data">What the trigger knows beside it.</param>
internal sealed record InvocationInput(object? Payload, BindingData Data);
