using System.Net.Sockets;
using HzFunctions.Local.Processes;

namespace HzFunctions.Local.FunctionsHost.Handler;

/// <summary>Asks <c>GET /</c> every 25 ms until the handler answers, whatever it answers.</summary>
internal sealed class ReadinessProbe(HttpClient http, Uri address, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <summary>
    /// Waits for the first answer. An exit other than 0 ends the wait; an exit 0 does not, so that it ends as the time-out
    /// that the real host makes of it.
    /// </summary>
    public async Task<ReadinessOutcome> WaitAsync(Task<ProcessExit> exited, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            while (true)
            {
                if (exited.IsCompleted && (await exited).ExitCode != 0)
                {
                    return ReadinessOutcome.Exited;
                }

                if (await AnswersAsync(either.Token))
                {
                    return ReadinessOutcome.Ready;
                }

                await Task.Delay(Interval, time, either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ReadinessOutcome.TimedOut;
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return true;
        }
        catch (HttpRequestException error)
        {
            // Only a refused or broken socket means "not yet"; any other failure of HTTP counts as an answer.
            return error.InnerException is not (SocketException or IOException { InnerException: SocketException });
        }
    }
}
