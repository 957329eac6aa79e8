using System.Text.Json;

namespace HzFunctions.Local.Run.Live;

/// <summary>Asks a process that may just have been killed.</summary>
internal static class Reach
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>Its answer, or null when it does not answer now.</summary>
    public static async Task<T?> TryAsync<T>(Func<CancellationToken, Task<T>> ask, TimeProvider time, CancellationToken cancellation)
        where T : class
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await ask(either.Token);
        }
        catch (Exception exception) when (IsSilence(exception) && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static bool IsSilence(Exception exception) =>
        exception is HttpRequestException or IOException or OperationCanceledException or JsonException;
}
