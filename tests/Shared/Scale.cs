namespace HzFunctions.Tests.Shared;

/// <summary>
/// How much of the heavy scenarios is run: a tenth in every run, all of it where <c>HZ_SCALE=full</c> is set, as <c>.ci/soak</c> does.
/// </summary>
internal static class Scale
{
    /// <summary>The part of a scenario's full figure that every run takes.</summary>
    public const double Tenth = 0.1;

    private const string Variable = "HZ_SCALE";

    /// <summary>True when the full figures are asked for.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable(Variable) == "full";

    /// <summary>The figure to run with.</summary>
    /// <param name="full">The full figure.</param>
    public static int Of(int full) => IsFull ? full : Math.Max(1, (int)(full * Tenth));
}
