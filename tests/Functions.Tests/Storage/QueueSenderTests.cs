using System.Net;
using System.Web;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Tests.Storage;

public sealed class QueueSenderTests : IDisposable
{
    private static readonly SiteId Site = SiteId.Create("1001", "P 1")!.Value;

    private readonly RecordingHandler _service = new();

    public void Dispose() => _service.Dispose();

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1000, "1")]
    [InlineData(1001, "2")]
    [InlineData(1900, "2")]
    [InlineData(100, "1")]
    public async Task D6_a_bell_never_rings_before_its_time_though_queues_know_whole_seconds_only(int milliseconds, string seconds)
    {
        await Bell().RingAsync(Site, TimeSpan.FromMilliseconds(milliseconds), TestContext.Current.CancellationToken);

        Assert.Equal(seconds, HttpUtility.ParseQueryString(_service.Requests[^1].Uri.Query)["visibilitytimeout"]);
    }

    [Fact]
    public async Task D11_a_bell_is_a_small_JSON_object_with_a_version_as_it_is()
    {
        await Bell().RingAsync(Site, TimeSpan.Zero, TestContext.Current.CancellationToken);

        Assert.Contains("/forward-uplink/messages", _service.Requests[^1].Uri.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("""{"version":1,"site":"1001~~P~201"}""", HttpUtility.HtmlDecode(_service.Requests[^1].Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D11_no_queue_forgets_a_message_that_nobody_has_handled()
    {
        await Bell().RingAsync(Site, TimeSpan.Zero, TestContext.Current.CancellationToken);

        Assert.Equal("-1", HttpUtility.ParseQueryString(_service.Requests[^1].Uri.Query)["messagettl"]);
    }

    private QueueBell Bell()
    {
        var options = new QueueClientOptions { Transport = new HttpClientTransport(_service), MessageEncoding = QueueMessageEncoding.None };
        return new QueueBell(new QueueSender(new QueueServiceClient("UseDevelopmentStorage=true", options)));
    }

    private sealed class RecordingHandler : HttpMessageHandler
    {
        public List<(Uri Uri, string Body)> Requests { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add((request.RequestUri!, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
            return new HttpResponseMessage(HttpStatusCode.Created)
            {
                Content = new StringContent(
                    "<QueueMessagesList><QueueMessage><MessageId>m</MessageId><InsertionTime>Fri, 01 May 2026 00:00:00 GMT</InsertionTime>"
                    + "<ExpirationTime>Fri, 08 May 2026 00:00:00 GMT</ExpirationTime><PopReceipt>p</PopReceipt>"
                    + "<TimeNextVisible>Fri, 01 May 2026 00:00:00 GMT</TimeNextVisible></QueueMessage></QueueMessagesList>",
                    System.Text.Encoding.UTF8,
                    "application/xml"),
            };
        }
    }
}
