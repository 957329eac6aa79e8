using HzFunctions.Tests.Shared;

namespace HzFunctions.Bench.Acceptance;

/// <summary>
/// How many car-ins are taken: as many by each side, since the emulator slows down with what it holds, and in short turns, since the
/// machine may be busy with other things at one moment and not at the next.
/// </summary>
/// <param name="WarmUp">Car-ins before anything is measured.</param>
/// <param name="Turns">How often each side has its turn, in each of the two measurements.</param>
/// <param name="SteadyTurn">Car-ins in a turn at the steady rate.</param>
/// <param name="FullTurn">Car-ins in a turn at full speed.</param>
internal sealed record AcceptanceSize(int WarmUp, int Turns, int SteadyTurn, int FullTurn)
{
    /// <summary>What this run takes.</summary>
    public static AcceptanceSize Now { get; } = Scale.IsFull ? new(3_000, 20, 100, 300) : new(1_000, 5, 50, 200);
}
