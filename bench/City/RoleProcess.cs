using System.Globalization;
using HzFunctions.Bench.Storage;
using HzFunctions.Local.Processes;
using HzFunctions.Local.Run.Setup;

namespace HzFunctions.Bench.City;

/// <summary>A role of the local run as a process of its own.</summary>
internal sealed class RoleProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMilliseconds(50);

    private readonly PortReservation _port = FreePorts.Reserve(1);
    private readonly SupervisedProcess _process;
    private readonly string _log;

    private RoleProcess(
        string role, IEnumerable<string> arguments, FreshStorage storage, TimeProvider time, Dictionary<string, string?>? settings)
    {
        _log = Path.Combine(storage.Folder, $"{role}.log");
        string[] all = ["--port", _port[0].ToString(CultureInfo.InvariantCulture), .. arguments];
        _process = new SupervisedProcess(LocalProgram.InRole(role, all, _log, settings), time, new SilentObserver());
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port[0]}/") };
    }

    public HttpClient Http { get; }

    /// <summary>True when it died on the way: what was measured is then worth nothing.</summary>
    public bool HasDied => _process.RestartCount > 0;

    /// <summary>Starts the process and returns when it answers.</summary>
    /// <param name="role">The role's name.</param>
    /// <param name="arguments">Its arguments, but for the port.</param>
    /// <param name="readiness">A path that it answers with 200 when it is ready.</param>
    /// <param name="storage">Whose folder its log goes to.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <param name="settings">Its environment variables.</param>
    /// <exception cref="InvalidOperationException">It does not get ready; the message holds its log.</exception>
    public static async Task<RoleProcess> StartAsync(
        string role,
        IEnumerable<string> arguments,
        string readiness,
        FreshStorage storage,
        TimeProvider time,
        CancellationToken cancellationToken,
        Dictionary<string, string?>? settings = null)
    {
        var process = new RoleProcess(role, arguments, storage, time, settings);
        try
        {
            await process._process.StartAsync(cancellationToken);
            await process.WaitAsync(readiness, time, cancellationToken);
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _process.DisposeAsync();
        _port.Dispose();
    }

    private async Task WaitAsync(string readiness, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!await AnswersAsync(readiness, cancellationToken))
        {
            if (time.GetElapsedTime(started) > ReadyWithin)
            {
                throw new InvalidOperationException(
                    $"{_process.Name} does not get ready:\n{await File.ReadAllTextAsync(_log, cancellationToken)}");
            }

            await Task.Delay(ReadyPoll, time, cancellationToken);
        }
    }

    private async Task<bool> AnswersAsync(string readiness, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync(readiness, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
