using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Access;
using HzFunctions.Local.Processes;
using HzFunctions.Local.Records;
using HzFunctions.Local.Run;
using HzFunctions.Local.Run.Setup;
using HzFunctions.Local.Tests.CitySimulator;
using HzFunctions.Local.Tests.Conditions;

namespace HzFunctions.Local.Tests.Run;

public sealed class RolesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RestartLog _restarts = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_city_brain_that_is_killed_comes_back_with_everything_that_it_had_answered()
    {
        AccessRegister.Write(_folder.File("accesses.json"), CityUnderTest.Accesses);
        using var ports = FreePorts.Reserve(1);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ports[0]}") };
        await using var process = new SupervisedProcess(
            LocalProgram.InRole("city-brain", ["--port", $"{ports[0]}", "--state", _folder.Path], _folder.File("city-brain.log")),
            TimeProvider.System,
            _restarts);
        await process.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(() => AnswersAsync(http));
        for (var arrival = 1; arrival <= 20; arrival++)
        {
            Assert.Equal("200", await ArriveAsync(http, $"A-{arrival}"));
        }

        LivingProcess.Kill(process.ProcessId!.Value);
        await Eventually.IsTrueAsync(() => _restarts.All.Count == 1);
        await Eventually.IsTrueAsync(() => AnswersAsync(http));

        var records = await http.GetFromJsonAsync<JsonElement>("/admin/records", TestContext.Current.CancellationToken);
        Assert.Equal(
            Enumerable.Range(1, 20).Select(arrival => $"A-{arrival}"),
            records.EnumerateArray().Select(record => record.GetProperty("recordId").GetString()));
        Assert.Contains("city-brain", _restarts.All.Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_on_the_same_folder_is_refused()
    {
        using var claim = StateFolder.Claim(_folder.Path);
        var run = LocalProgram.InRole("--no-traffic", ["--state", _folder.Path], _folder.File("run.log"));

        var (exitCode, output) = await Command.RunAsync(
            run.FileName, run.Arguments, _folder.Path, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(1, exitCode);
        Assert.Contains("Another local run", output, StringComparison.Ordinal);
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync("/admin/status", TestContext.Current.CancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<string> ArriveAsync(HttpClient http, string arriveID)
    {
        var now = ChinaClock.Write(TimeProvider.System.GetUtcNow());
        var data = Samples.Of("uploadCarInData", ("arriveID", arriveID), ("uploadTime", now));
        using var form = new FormUrlEncodedContent(
            CityUnderTest.Parameters(CityUnderTest.First, new JsonObject { ["data"] = data }.ToJsonString()));
        using var response = await http.PostAsync("/api/v2/cp/uploadCarInData", form, TestContext.Current.CancellationToken);
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["resultCode"]!;
    }
}
