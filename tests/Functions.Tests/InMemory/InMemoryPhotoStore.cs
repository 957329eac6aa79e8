using System.Collections.Concurrent;
using System.Security.Cryptography;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Photos;

namespace HzFunctions.Functions.Tests.InMemory;

/// <summary>The photos' container in memory.</summary>
internal sealed class InMemoryPhotoStore : IPhotoStore
{
    private readonly ConcurrentDictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);

    /// <summary>The names of what is kept.</summary>
    public IReadOnlyCollection<string> Names => [.. _blobs.Keys];

    /// <summary>Set to make keeping fail.</summary>
    public bool IsAway { get; set; }

    public Task<(string Blob, string Hash)> KeepAsync(
        SiteId site, string day, ReadOnlyMemory<byte> jpeg, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            throw new IOException("The container is away.");
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(jpeg.Span));
        var name = $"{site}/{day}/{hash}.jpg";
        _blobs[name] = jpeg.ToArray();
        return Task.FromResult((name, hash));
    }

    public Task<bool> RemoveAsync(string blob, CancellationToken cancellationToken) => Task.FromResult(_blobs.TryRemove(blob, out _));

    public Task<string?> ReadBase64Async(string blob, CancellationToken cancellationToken) =>
        Task.FromResult(_blobs.TryGetValue(blob, out var jpeg) ? Convert.ToBase64String(jpeg) : null);

    /// <summary>Loses everything, as a retention rule would.</summary>
    public void Empty() => _blobs.Clear();
}
