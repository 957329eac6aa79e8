using System.Collections.Concurrent;
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
        SiteId site, string day, string photoId, ReadOnlyMemory<byte> jpeg, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            throw new IOException("The container is away.");
        }

        var photo = PhotoName.Of(site, day, photoId, jpeg.Span);
        _blobs[photo.Blob] = jpeg.ToArray();
        return Task.FromResult(photo);
    }

    public Task<bool> RemoveAsync(string blob, CancellationToken cancellationToken) => Task.FromResult(_blobs.TryRemove(blob, out _));

    public Task<string?> ReadBase64Async(string blob, CancellationToken cancellationToken) =>
        Task.FromResult(_blobs.TryGetValue(blob, out var jpeg) ? Convert.ToBase64String(jpeg) : null);

    /// <summary>Loses everything, as a retention rule would.</summary>
    public void Empty() => _blobs.Clear();
}
