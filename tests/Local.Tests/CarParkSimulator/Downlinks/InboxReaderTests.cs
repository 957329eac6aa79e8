using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using HzFunctions.Local.CarParkSimulator.Downlinks;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Tests.Conditions;

namespace HzFunctions.Local.Tests.CarParkSimulator.Downlinks;

/// <summary>A car park that asks for its messages takes each once and acknowledges it, whatever the gateway does meanwhile.</summary>
public sealed class InboxReaderTests : IDisposable
{
    private readonly NoticeBench _bench = new(DownlinkForm.Inbox);

    [Fact]
    public async Task Each_message_is_taken_and_acknowledged_and_not_asked_for_again()
    {
        using var gateway = new LittleInbox("payResult.1.00", "payResult.2.00");

        await ReadUntilEmptyAsync(gateway);

        Assert.Equal(["1", "2"], _bench.Told().Order());
        Assert.Equal(["payResult", "payResult"], _bench.Heard);
        Assert.Equal(["payResult.1.00", "payResult.2.00"], gateway.Acknowledged.Order());
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task An_acknowledgement_that_fails_is_given_again_and_the_message_is_taken_once(HttpStatusCode failure)
    {
        using var gateway = new LittleInbox("payResult.1.00") { Failures = { failure } };

        await ReadUntilEmptyAsync(gateway);

        Assert.Equal(["1"], _bench.Told());
        Assert.Equal(["payResult.1.00"], gateway.Acknowledged);
    }

    public void Dispose() => _bench.Dispose();

    private async Task ReadUntilEmptyAsync(LittleInbox gateway)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var http = new HttpClient(gateway, disposeHandler: false) { BaseAddress = new Uri("http://gateway") };
        var reading = new InboxReader(http, "key", _bench.Desk, NoticeBench.Prompt, TimeProvider.System).RunAsync(stop.Token);
        await Eventually.IsTrueAsync(() => gateway.IsEmpty);
        await stop.CancelAsync();
        await reading;
    }

    private sealed class LittleInbox(params IEnumerable<string> ids) : HttpMessageHandler
    {
        private readonly ConcurrentDictionary<string, bool> _waiting = new(ids.Select(id => KeyValuePair.Create(id, true)));

        public ConcurrentQueue<string> Acknowledged { get; } = new();

        /// <summary>How the next acknowledgements are answered instead.</summary>
        public ConcurrentBag<HttpStatusCode> Failures { get; } = [];

        public bool IsEmpty => _waiting.IsEmpty;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("key", Assert.Single(request.Headers.GetValues("X-Api-Key")));
            if (request.Method == HttpMethod.Get)
            {
                if (IsEmpty)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                }

                return Answer(HttpStatusCode.OK, JsonSerializer.Serialize(new { messages = _waiting.Keys.Order().Select(Message) }));
            }

            Assert.Equal("""{"success":true}""", await request.Content!.ReadAsStringAsync(cancellationToken));
            if (Failures.TryTake(out var failure))
            {
                return Answer(failure, "{}");
            }

            var id = request.RequestUri!.Segments[^2].TrimEnd('/');
            Acknowledged.Enqueue(id);
            _waiting.TryRemove(id, out _);
            return Answer(HttpStatusCode.OK, "{}");
        }

        private static object Message(string id) =>
            new { id, topic = id.Split('.')[0], requestId = int.Parse(id.Split('.')[1], null), timestamp = "2026-11-23 09:10:30", data = new { billID = id } };

        private static HttpResponseMessage Answer(HttpStatusCode status, string json) =>
            new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
    }
}
