using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Photos;

/// <summary>
/// Keeps photos by their photoID and their content, so that a revision of a record cannot replace what is in flight, and removing one record's photo takes none from another.
/// </summary>
internal interface IPhotoStore
{
    /// <summary>Keeps a photo; the same content under the same photoID again is the same photo.</summary>
    /// <param name="site">The site that it belongs to.</param>
    /// <param name="day">The business day, yyyyMMdd.</param>
    /// <param name="photoId">照片编号.</param>
    /// <param name="jpeg">The image.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The blob's name and the content's SHA-256 (hexadecimal).</returns>
    Task<(string Blob, string Hash)> KeepAsync(SiteId site, string day, string photoId, ReadOnlyMemory<byte> jpeg, CancellationToken cancellationToken);

    /// <summary>Forgets a photo. False: it was not kept any more.</summary>
    Task<bool> RemoveAsync(string blob, CancellationToken cancellationToken);

    /// <summary>A kept photo as Base64, or null when it is no longer kept.</summary>
    Task<string?> ReadBase64Async(string blob, CancellationToken cancellationToken);
}
