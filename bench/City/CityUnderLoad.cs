using System.Net.Http.Json;
using HzFunctions.Bench.Storage;
using HzFunctions.Local.CitySimulator.Access;
using HzFunctions.Local.Run.Live;

namespace HzFunctions.Bench.City;

/// <summary>The city brain's simulator as a process of its own: strict, and it keeps what it accepts.</summary>
internal sealed class CityUnderLoad : IAsyncDisposable
{
    private readonly RoleProcess _process;
    private readonly string _accesses;

    private CityUnderLoad(RoleProcess process, string accesses)
    {
        _process = process;
        _accesses = accesses;
        Admin = new CityAdminClient(process.Http);
    }

    public Uri Address => _process.Http.BaseAddress!;

    /// <summary>A look behind the counter.</summary>
    public CityAdminClient Admin { get; }

    public static async Task<CityUnderLoad> StartAsync(FreshStorage storage, TimeProvider time, CancellationToken cancellationToken)
    {
        var state = Path.Combine(storage.Folder, "city-brain");
        var accesses = Path.Combine(state, "accesses.json");
        AccessRegister.Write(accesses, []);
        var process = await RoleProcess.StartAsync("city-brain", ["--state", state], "/admin/status", storage, time, cancellationToken);
        return new CityUnderLoad(process, accesses);
    }

    /// <summary>Makes an access known.</summary>
    public void Issue(AccessEntry access) => AccessRegister.Write(_accesses, [access]);

    /// <summary>Takes so long for every answer from now on.</summary>
    public Task AnswerAfterAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        OrderAsync(new { kind = "delay", delay = $"{delay.TotalMilliseconds:0}ms" }, cancellationToken);

    /// <summary>Goes away until <see cref="ComeBackAsync"/>.</summary>
    public Task GoAwayAsync(CancellationToken cancellationToken) => OrderAsync(new { kind = "outage" }, cancellationToken);

    /// <summary>Has no faults any more.</summary>
    public async Task ComeBackAsync(CancellationToken cancellationToken)
    {
        using var answer = await _process.Http.DeleteAsync("/admin/faults", cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task OrderAsync(object fault, CancellationToken cancellationToken)
    {
        using var answer = await _process.Http.PostAsJsonAsync("/admin/faults", fault, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
