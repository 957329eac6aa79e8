namespace HzFunctions.Bench.Acceptance;

/// <summary>How many car-ins one measurement takes: the same number for both sides, since the emulator slows down with what it holds.</summary>
/// <param name="WarmUp">Before anything is measured.</param>
/// <param name="Steady">At the steady rate.</param>
/// <param name="Full">At full speed.</param>
/// <param name="Rounds">How often each side is measured, in turns.</param>
internal sealed record AcceptanceSize(int WarmUp, int Steady, int Full, int Rounds)
{
    public static readonly AcceptanceSize Small = new(500, 500, 2_000, 2);
}
