using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HzFunctions.Local.CarParkSimulator.Downlinks;

/// <summary>A car park that asks for what the city brain has sent down: it waits at its inbox, takes what is there, and acknowledges.</summary>
internal sealed class InboxReader(HttpClient gateway, string apiKey, NoticeDesk desk, Temper temper, TimeProvider time) : IDownlinkIntake
{
    private const int WaitSeconds = 20;
    private const int AtOnce = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(WaitSeconds + 10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // What was taken but not acknowledged comes again; the car park itself need not do it twice.
    private readonly ConcurrentDictionary<string, JsonObject> _answers = new(StringComparer.Ordinal);

    // What nobody has asked for yet waits in the inbox.
    public Task Listening => Task.CompletedTask;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (!await TryReadAsync(stop))
            {
                await Task.Delay(Pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> TryReadAsync(CancellationToken stop)
    {
        try
        {
            var notices = await ReadAsync(stop);

            // Taken in their order, one by one; that they are is told side by side.
            foreach (var notice in notices)
            {
                _answers.GetOrAdd(notice.Id, _ => desk.Take(notice.Topic, notice.RequestId, notice.Data));
            }

            var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
            await Parallel.ForEachAsync(notices, options, async (notice, token) =>
            {
                await temper.DawdleAsync(token);
                await AcknowledgeAsync(notice, token);
            });
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            // The gateway is away, or we are to stop.
            return false;
        }
    }

    private async Task<IReadOnlyList<DownlinkNotice>> ReadAsync(CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/inbox?wait={WaitSeconds}&limit=20");
        request.Headers.Add("X-Api-Key", apiKey);
        using var response = await gateway.SendAsync(request, either.Token);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Page>(either.Token))?.Messages ?? throw new JsonException("The inbox has no messages member.");
    }

    private async Task AcknowledgeAsync(DownlinkNotice notice, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v2/inbox/{Uri.EscapeDataString(notice.Id)}/ack")
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(_answers[notice.Id])),
        };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Api-Key", apiKey);
        using var response = await gateway.SendAsync(request, stop);
        response.EnsureSuccessStatusCode();
        _answers.TryRemove(notice.Id, out _);
    }

    private sealed record Page(IReadOnlyList<DownlinkNotice> Messages);
}
