using System.Collections.Concurrent;
using HzFunctions.Hz.Gateway;

namespace HzFunctions.Hz.Import;

/// <summary>
/// Uploads the events of a file, some side by side. What is in doubt is sent again: an event that comes twice is one event. A line that the gateway refuses is
/// written to <c>{file}.rejected</c> with its words, and the import goes on.
/// </summary>
internal sealed class Importer(GatewayClient client, ImportFiles files, int atOnce, TimeSpan patience, TimeProvider time)
{
    // Progress is written once for so many lines of each of those at once.
    private const int LinesBetween = 8;

    // A line of another car park is that line's fault; all else that is forbidden is the key's or the car park's.
    private const string ForeignLine = "parkingCode";

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Uploads what is not done with yet.</summary>
    /// <param name="report">Hears how far it has come.</param>
    /// <param name="cancellationToken">Ends it; the lines under way are sent again by the next call.</param>
    /// <exception cref="HzFault">The gateway does not answer for longer than the patience lasts, the key is refused, or it is not the gateway that answers.</exception>
    public async Task<ImportProgress> RunAsync(Action<ImportProgress> report, CancellationToken cancellationToken)
    {
        var progress = files.Progress;
        report(progress);
        foreach (var batch in files.Lines().Skip(progress.Done).Chunk(atOnce * LinesBetween))
        {
            var rejected = new ConcurrentBag<(int Number, string Words)>();
            var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(batch, options, async (line, token) =>
            {
                if (await RefusalOfAsync(line, token) is { } words)
                {
                    rejected.Add((line.Number, words));
                }
            });
            await files.RejectAsync(rejected.OrderBy(line => line.Number));
            progress = files.Save(progress.Done + batch.Length, progress.Rejected + rejected.Count, batch[^1].Text);
            report(progress);
        }

        return progress;
    }

    private async Task<string?> RefusalOfAsync((int Number, string Text) line, CancellationToken cancellationToken)
    {
        if (line.Text.Length == 0)
        {
            return null;
        }

        var (parsed, fault) = ImportLine.Read(line.Number, line.Text, files.Folder);
        return parsed is null ? fault : await UploadAsync(parsed, cancellationToken);
    }

    private async Task<string?> UploadAsync(ImportLine line, CancellationToken cancellationToken)
    {
        var (started, pause) = (time.GetTimestamp(), FirstPause);
        while (true)
        {
            var (reply, silence) = await TryAsync(line, cancellationToken);
            if (reply is { Status: < 500 and not 429, ResultCode: null })
            {
                throw new HzFault(ExitCode.Usage, $"line {line.Number}: what answers (HTTP {reply.Status}) is not the gateway; look at --gateway");
            }

            if (reply is { Status: 200 })
            {
                return reply.ResultCode is "200" ? null : reply.Words;
            }

            if (reply is { Status: 401 or 403 } && !reply.Words.StartsWith(ForeignLine, StringComparison.Ordinal))
            {
                throw new HzFault(ExitCode.No, $"line {line.Number}: {reply.Words}");
            }

            if (reply is { Status: < 500 and not 429 })
            {
                return reply.Words;
            }

            if (time.GetElapsedTime(started) > patience)
            {
                throw new HzFault(ExitCode.Unreachable, $"line {line.Number}: {silence ?? reply!.Words}. Call the same again to go on from there.");
            }

            await Task.Delay(reply?.RetryAfter ?? pause, time, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<(GatewayReply? Reply, string? Silence)> TryAsync(ImportLine line, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.SendAsync(HttpMethod.Post, $"api/v2/cp/{Uri.EscapeDataString(line.Interface)}", line.Body.DeepClone(), cancellationToken), null);
        }
        catch (HzFault fault)
        {
            return (null, fault.Message);
        }
    }
}
