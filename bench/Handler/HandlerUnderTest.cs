using System.Collections.Concurrent;
using System.Globalization;
using HzFunctions.Bench.Storage;
using HzFunctions.Local.Processes;

namespace HzFunctions.Bench.Handler;

/// <summary>A handler process, started as a host starts it.</summary>
internal sealed class HandlerUnderTest : IAsyncDisposable
{
    private const int LastLines = 20;
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMilliseconds(2);

    private readonly PortReservation _port = FreePorts.Reserve(1);
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly GuardedProcess _process;
    private readonly Task _watching;
    private volatile bool _stopping;

    private HandlerUnderTest(HandlerPackage package, FreshStorage storage, TimeProvider time)
    {
        Address = new Uri($"http://127.0.0.1:{_port[0]}/");
        Http = new HttpClient { BaseAddress = Address };
        _process = GuardedProcess.Start(Specification(package, storage, _port[0]), time, line => Keep(line.Text));
        _watching = WatchAsync();
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public int ProcessId => _process.ProcessId;

    /// <summary>Starts the process and returns at once.</summary>
    public static HandlerUnderTest Launch(HandlerPackage package, FreshStorage storage, TimeProvider time) => new(package, storage, time);

    /// <summary>Starts the process and returns when it answers.</summary>
    /// <exception cref="InvalidOperationException">It does not answer; the message holds what it wrote last.</exception>
    public static async Task<HandlerUnderTest> StartAsync(
        HandlerPackage package, FreshStorage storage, TimeProvider time, CancellationToken cancellationToken)
    {
        var handler = Launch(package, storage, time);
        try
        {
            await handler.AnswersAsync(time, cancellationToken);
            return handler;
        }
        catch
        {
            await handler.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks <c>GET /</c>, as a host does, until there is an answer.</summary>
    /// <exception cref="InvalidOperationException">It does not answer; the message holds what it wrote last.</exception>
    public async Task AnswersAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await Http.GetAsync("/", cancellationToken);
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (!_process.Exited.IsCompleted && time.GetElapsedTime(started) < ReadyWithin)
            {
                await Task.Delay(ReadyPoll, time, cancellationToken);
            }
            catch (HttpRequestException error)
            {
                throw new InvalidOperationException($"The handler does not answer. It wrote:\n{string.Join('\n', _lines)}", error);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        Http.Dispose();
        await _process.DisposeAsync();
        await _watching;
        _port.Dispose();
    }

    private static ProcessSpecification Specification(HandlerPackage package, FreshStorage storage, int port)
    {
        var settings = HandlerSettings.Over(storage);
        settings["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        return new ProcessSpecification("handler", package.Executable, [], settings, package.Folder, LogFile: null);
    }

    private async Task WatchAsync()
    {
        var exit = await _process.Exited;
        if (!_stopping)
        {
            await Console.Error.WriteLineAsync($"The handler ended ({exit}). It wrote:\n{string.Join('\n', _lines)}");
        }
    }

    private void Keep(string line)
    {
        _lines.Enqueue(line);
        while (_lines.Count > LastLines)
        {
            _lines.TryDequeue(out _);
        }
    }
}
