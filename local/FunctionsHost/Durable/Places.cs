using System.Diagnostics.CodeAnalysis;

namespace HzFunctions.Local.FunctionsHost.Durable;

/// <summary>Lets so many callers in at once; the others wait.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for has nothing to dispose of.")]
internal sealed class Places(int count)
{
    private readonly SemaphoreSlim _free = new(count);

    public async Task<T> InOneAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _free.Release();
        }
    }

    public Task InOneAsync(Func<Task> work, CancellationToken cancellationToken) =>
        InOneAsync(
            async () =>
            {
                await work();
                return true;
            },
            cancellationToken);
}
