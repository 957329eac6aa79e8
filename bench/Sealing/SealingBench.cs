using System.Globalization;
using System.Security.Cryptography;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Bench.Sealing;

/// <summary>
/// How near sealing comes to the bound that its private-key operations set. Rounds alternate between openssl and the candidates, and the
/// best round of each counts: what else the machine does can only slow one down.
/// </summary>
internal static class SealingBench
{
    private const int Rounds = 7;
    private const int Seconds = 1;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(Seconds);

    public static async Task<int> RunAsync()
    {
        if (!RsaEngines.IsUsable(RsaEngine.OpenSsl))
        {
            await Console.Error.WriteLineAsync("This machine's libcrypto is not the one that .NET has loaded.");
            return 1;
        }

        Console.WriteLine($"Sealing a car-in of 302 bytes (UTF-8), MD5withRSA. Best of {Rounds} rounds of {Seconds} s.");
        foreach (var bits in new[] { 1024, 2048 })
        {
            await MeasureAsync(bits);
        }

        return 0;
    }

    private static async Task MeasureAsync(int bits)
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

        Console.WriteLine();
        Console.WriteLine($"| RSA-{bits}, {operations} operations | messages/s | of the bound |");
        Console.WriteLine("|---|---:|---:|");
        Print(one, one);
        Array.ForEach(candidates[..^1], candidate => Print(candidate, one));
        Print(two, two);
        Print(candidates[^1], two);
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

    private static void Print(Candidate candidate, Candidate bound) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {candidate.Name} | {candidate.Best:N0} | {candidate.Best / bound.Best:P1} |"));

    private sealed class Candidate(string name, Func<Task<double>> measure)
    {
        private readonly List<double> _rates = [];

        public string Name => name;

        public double Best => _rates.Max();

        public async Task MeasureAsync() => _rates.Add(await measure());
    }
}
