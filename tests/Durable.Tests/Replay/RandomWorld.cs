using CsCheck;
using HzFunctions.Durable.Replay;

namespace HzFunctions.Durable.Tests.Replay;

/// <summary>What happens to an orchestration by chance: events, halts and resumes, and how often it begins anew.</summary>
internal sealed record RandomWorld((string Name, int Minute)[] Events, (int From, int Length)[] Halts, int? EndedAt, int Rounds)
{
    private const int LongestMinute = 60 * 48;

    public static readonly Gen<RandomWorld> Generator = Gen.Select(
        Gen.Select(RandomProgram.EventName, Gen.Int[0, LongestMinute]).Array[0, 12],
        Gen.Select(Gen.Int[0, LongestMinute], Gen.Int[0, 600]).Array[0, 3],
        Gen.Int[0, LongestMinute * 8].Select(minute => minute < LongestMinute ? minute : (int?)null),
        Gen.Int[0, 2]).Select((events, halts, end, rounds) => new RandomWorld(events, halts, end, rounds));

    public ReplayHarness CreateHarness(DurableJson json)
    {
        var harness = new ReplayHarness(json)
            .OnActivity<int, string>("Answer", (seconds, at) => $"{seconds} at {at}", TimeSpan.FromSeconds(1))
            .OnActivity<int, string>("Fail", (seconds, at) => seconds % 3 == 0 ? throw new HostFaultException() : throw new FormatException($"{seconds} at {at}"))
            .OnSubOrchestrator<int, string>("Part", (seconds, at) => seconds % 4 == 0 ? throw new FormatException("part") : $"part {seconds} at {at}", TimeSpan.FromMinutes(3));
        foreach (var (name, minute) in Events)
        {
            harness.RaiseEvent(TimeSpan.FromMinutes(minute), name, $"minute {minute}");
        }

        foreach (var (from, length) in Halts)
        {
            harness.Suspend(TimeSpan.FromMinutes(from)).Resume(TimeSpan.FromMinutes(from + length));
        }

        return EndedAt is { } end ? harness.Terminate(TimeSpan.FromMinutes(end), "by chance") : harness;
    }
}
