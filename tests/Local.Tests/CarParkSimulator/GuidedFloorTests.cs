using System.Net;
using HzFunctions.Local.CarParkSimulator.Guidance;
using HzFunctions.Local.Records;
using HzFunctions.Local.Tests.Conditions;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Local.Tests.CarParkSimulator;

/// <summary>What a car park does when the gateway does not take what it tells of its spaces.</summary>
public sealed class GuidedFloorTests : IDisposable
{
    private static readonly Site Site = new("1001", "P1");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly Answers _answers = new();
    private readonly HttpClient _http;
    private readonly GuidanceLedger _ledger;

    public GuidedFloorTests()
    {
        _http = new HttpClient(_answers) { BaseAddress = new Uri("http://gateway") };
        _ledger = new GuidanceLedger(_folder.Path, _time);
    }

    public void Dispose()
    {
        _http.Dispose();
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task What_is_refused_is_written_down_as_broken_and_not_told_again(HttpStatusCode status)
    {
        _answers.Next.Enqueue(status);

        Assert.False(await FeedAsync());

        var line = Assert.Single(GuidanceLedger.Read(_folder.Path));
        Assert.Equal((GuidanceEvent.Broken, Site), (line.Event, line.Site));
        Assert.Contains($"{(int)status}", line.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task What_is_not_taken_now_is_told_again(HttpStatusCode status)
    {
        _answers.Next.Enqueue(status);
        _answers.Next.Enqueue(HttpStatusCode.OK);

        Assert.True(await FeedAsync());

        Assert.Empty(GuidanceLedger.Read(_folder.Path));
    }

    private async Task<bool> FeedAsync()
    {
        var telling = new GuidedFloor(Site, 1, _http, "key", _ledger, _time).FeedAsync(TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return telling.IsCompleted;
        });
        return await telling;
    }

    private sealed class Answers : HttpMessageHandler
    {
        public Queue<HttpStatusCode> Next { get; } = new();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(Next.Dequeue()));
    }
}
