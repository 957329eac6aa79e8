using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using HzFunctions.Local.Tests.Azurite;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.FunctionsHost.Support;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.Tests.FunctionsHost;

/// <summary>The timerTrigger: B.4, C.4.</summary>
public sealed class TimerTests(SharedAzurite azurite)
{
    private const string EverySecond = "* * * * * *";
    private const string FarOff = "0 0 0 1 1 *";

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly string _name = $"Watch{Guid.NewGuid():N}";

    [Fact]
    public async Task A_frequent_timer_fires_again_and_again_without_a_status()
    {
        await using var host = await StartAsync(EverySecond);

        await Eventually.IsTrueAsync(() => host.Brain.Calls.Count == 2);

        var call = await host.Brain.CallAsync();
        Assert.Equal(
            """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""",
            call.Envelope["Data"]!["timer"]!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal(["sys"], ((JObject)call.Envelope["Metadata"]!).Properties().Select(property => property.Name));
    }

    [Fact]
    public async Task Occurrences_that_come_during_a_run_are_left_out()
    {
        var release = new TaskCompletionSource();
        await using var host = await StartAsync(EverySecond, prepare: prepared => prepared.Brain.Answer = async context =>
        {
            await release.Task;
            await HandlerBrain.Json(context, "{}");
        });
        await host.Brain.CallAsync();

        var began = TimeProvider.System.GetTimestamp();
        await Eventually.IsTrueAsync(() => TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(2));
        Assert.Single(host.Brain.Calls);

        release.SetResult();
        await Eventually.IsTrueAsync(() => host.Brain.Calls.Count == 2);
    }

    [Fact]
    public async Task A_failed_run_is_followed_by_the_next_occurrence()
    {
        await using var host = await StartAsync(EverySecond, prepare: prepared =>
            prepared.Brain.Answer = context => HandlerBrain.Text(context, "", null, StatusCodes.Status500InternalServerError));

        await Eventually.IsTrueAsync(() => host.Brain.Calls.Count == 2);
    }

    [Fact]
    public async Task Run_on_startup_runs_at_once_and_is_remembered()
    {
        await using var host = await StartAsync(FarOff, ""","runOnStartup":true""");

        var timer = (await host.Brain.CallAsync()).Envelope["Data"]!["timer"]!;
        Assert.False((bool)timer["IsPastDue"]!);
        Assert.Equal("0001-01-01T00:00:00", (string?)timer["ScheduleStatus"]!["Last"]);
        await Eventually.IsTrueAsync(async () => (await StatusAsync())?["Last"]?.Value<DateTime>().Year > 1);
        Assert.Equal((string?)timer["ScheduleStatus"]!["Next"], (await StatusAsync())!["Next"]!.Value<DateTime>().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_timer_seen_for_the_first_time_is_not_past_due()
    {
        await using var host = await StartAsync(FarOff);

        await Eventually.IsTrueAsync(async () => await StatusAsync() is not null);
        await host.ReadyAsync();

        Assert.Empty(host.Brain.Calls);
    }

    [Fact]
    public async Task A_missed_occurrence_is_made_up_for_once()
    {
        await WriteStatusAsync(last: "2020-01-01T00:00:00Z", next: "2021-01-01T00:00:00Z");
        await using (var host = await StartAsync(FarOff))
        {
            var timer = (await host.Brain.CallAsync()).Envelope["Data"]!["timer"]!;
            Assert.True((bool)timer["IsPastDue"]!);
            Assert.Equal("2020-01-01T00:00:00Z", (string?)timer["ScheduleStatus"]!["Last"]);
            await Eventually.IsTrueAsync(async () => (await StatusAsync())!["Last"]!.Value<DateTime>().Year > 2020);
        }

        await using var after = await StartAsync(FarOff);
        await after.ReadyAsync();
        Assert.Empty(after.Brain.Calls);
    }

    [Fact]
    public async Task Without_a_monitor_nothing_is_made_up_for()
    {
        await WriteStatusAsync(last: "2020-01-01T00:00:00Z", next: "2021-01-01T00:00:00Z");
        await using var host = await StartAsync(FarOff, ""","useMonitor":false,"runOnStartup":true""");

        var timer = (await host.Brain.CallAsync()).Envelope["Data"]!["timer"]!;

        Assert.Equal((false, JTokenType.Null), ((bool)timer["IsPastDue"]!, timer["ScheduleStatus"]!.Type));
    }

    private async Task<TestHost> StartAsync(string schedule, string more = "", Action<TestHost>? prepare = null)
    {
        var connectionString = await azurite.ConnectionStringAsync();
        return await TestHost.StartAsync(host =>
        {
            host.Settings["AzureWebJobsStorage"] = connectionString;
            host.Root.AddFunction(_name, $$"""[{"type":"timerTrigger","direction":"in","name":"timer","schedule":"{{schedule}}"{{more}}}]""");
            prepare?.Invoke(host);
        });
    }

    private async Task<BlobClient> StatusBlobAsync() =>
        new BlobContainerClient(await azurite.ConnectionStringAsync(), "azure-webjobs-hosts").GetBlobClient($"timers/local/Host.Functions.{_name}/status");

    private async Task<JObject?> StatusAsync()
    {
        var blob = await StatusBlobAsync();
        return await blob.ExistsAsync(Token) ? JObject.Parse((await blob.DownloadContentAsync(Token)).Value.Content.ToString()) : null;
    }

    private async Task WriteStatusAsync(string last, string next)
    {
        var blob = await StatusBlobAsync();
        await blob.GetParentBlobContainerClient().CreateIfNotExistsAsync(cancellationToken: Token);
        await blob.UploadAsync(new BinaryData($$"""{"Last":"{{last}}","Next":"{{next}}","LastUpdated":"{{last}}"}"""), Token);
    }
}
