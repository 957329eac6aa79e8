using System.Security.Cryptography;
using HzFunctions.Bench.Reporting;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Bench.Sealing;

/// <summary>
/// How near sealing comes to the bound that its private-key operations set. Rounds alternate between openssl and the candidates, and the
/// best round of each counts: what else the machine does can only slow one down.
/// </summary>
internal sealed class SealingBench : IBench
{
    private const int Rounds = 7;
    private const int Seconds = 1;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(Seconds);

    public string Name => "sealing";

    public async Task<Finding> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        if (!RsaEngines.IsUsable(RsaEngine.OpenSsl))
        {
            throw new InvalidOperationException("This machine's libcrypto is not the one that .NET has loaded.");
        }

        var tables = new List<MarkdownTable>();
        foreach (var bits in new[] { 1024, 2048 })
        {
            await run.Progress.WriteLineAsync($"sealing: RSA-{bits}");
            tables.Add(await MeasureAsync(bits));
        }

        return new Finding { Title = "Sealing", Method = Method(), Tables = tables };
    }

    private static string Method() =>
        $"""
        A car-in of 302 bytes is encrypted and signed (MD5withRSA). The bound is what `openssl speed` says of this machine's private RSA
        operations, divided by those that the message needs: one for each block, and one for the sign. "As others do" is a straight port
        of the clients in the field, which parse the key for every call. Best of {Rounds} rounds of {Seconds} s, all candidates in
        turns; what else the machine does can only slow one down. One thread is measured in processor time, two threads by the clock:
        those lines need a machine that does nothing else.
        """;

    private static async Task<MarkdownTable> MeasureAsync(int bits)
    {
        using var rsa = RSA.Create(bits);
        var keyText = Convert.ToBase64String(rsa.ExportPkcs8PrivateKey());
        var fast = Sealer(keyText, RsaEngine.OpenSsl);
        Candidate[] candidates =
        [
            new("one thread, OpenSSL", OneThread(fast)),
            new("one thread, BouncyCastle", OneThread(Sealer(keyText, RsaEngine.BouncyCastle))),
            new("one thread, as others do", OneThread(() => StraightPort.Seal(CarIn.Json, keyText))),
            new("two threads, OpenSSL", () => Task.FromResult(Rate.OfTwoThreads(fast, Duration))),
        ];
        var operations = CarIn.Operations(bits);
        var one = new Candidate("bound of one core", async () => await OpenSslSpeed.OneCoreAsync(bits, Seconds) / operations);
        var two = new Candidate("bound of two cores", async () => await OpenSslSpeed.TwoCoresAsync(bits, Seconds) / operations);

        for (var round = 0; round < Rounds; round++)
        {
            await one.MeasureAsync();
            foreach (var candidate in candidates)
            {
                await candidate.MeasureAsync();
            }

            await two.MeasureAsync();
        }

        var table = new MarkdownTable($"RSA-{bits}, {operations} operations", "messages/s", "of the bound");
        Add(table, one, one);
        Array.ForEach(candidates[..^1], candidate => Add(table, candidate, one));
        Add(table, two, two);
        Add(table, candidates[^1], two);
        return table;
    }

    private static Func<Task<double>> OneThread(Action seal) => () => Task.FromResult(Rate.OfOneThread(seal, Duration));

    private static Action Sealer(string keyText, RsaEngine engine)
    {
        var key = PrivateKeys.Load(keyText, engine);
        return () =>
        {
            var sealing = EnvelopeSealer.SealAsync(CarIn.Json, key, EnvelopeSettings.Default, platformKey: null, CancellationToken.None);
            if (!sealing.IsCompletedSuccessfully)
            {
                throw new InvalidOperationException("A local key has done its work when the call returns.");
            }
        };
    }

    private static void Add(MarkdownTable table, Candidate candidate, Candidate bound) =>
        table.Add(candidate.Name, Figure.Count(candidate.Best), Figure.Percent(candidate.Best / bound.Best));

    private sealed class Candidate(string name, Func<Task<double>> measure)
    {
        private readonly List<double> _rates = [];

        public string Name => name;

        public double Best => _rates.Max();

        public async Task MeasureAsync() => _rates.Add(await measure());
    }
}
