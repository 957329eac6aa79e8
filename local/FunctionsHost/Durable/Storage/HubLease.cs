using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace HzFunctions.Local.FunctionsHost.Durable.Storage;

/// <summary>
/// One host at a time works on a hub. A host that was killed holds its lease for some seconds more; one that finds it by its
/// process id to be dead does not wait for that.
/// </summary>
internal sealed class HubLease(HubStorage storage, string hubName, StorageRetry retry, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(300);

    private readonly BlobClient _blob = storage.Container.GetBlobClient("hub");
    private readonly BlobLeaseClient _lease = storage.Container.GetBlobClient("hub").GetBlobLeaseClient(Guid.NewGuid().ToString());
    private readonly Places _renewing = new(1);
    private long _renewedAt;

    /// <summary>Waits until the hub is this host's.</summary>
    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        var hasTold = false;
        while (!await retry.RunAsync(() => TryAcquireAsync(cancellationToken), cancellationToken))
        {
            if (!hasTold)
            {
                logger.HubHeld(hubName);
                hasTold = true;
            }

            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    /// <summary>Keeps the lease until cancelled, then gives it back.</summary>
    /// <exception cref="LeaseLostException">Another host has it.</exception>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(RenewAfter, time, cancellationToken);
                await EnsureAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops; giving the lease back is for its owner, when nothing writes any more.
        }
    }

    /// <summary>Makes sure, before a write, that the hub is still this host's, also when it was asleep or the storage away.</summary>
    /// <exception cref="LeaseLostException">Another host has it.</exception>
    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        if (IsFresh)
        {
            return;
        }

        await _renewing.InOneAsync(
            () => IsFresh ? Task.CompletedTask : retry.RunAsync(() => RenewAsync(cancellationToken), cancellationToken), cancellationToken);
    }

    /// <summary>Gives the lease back, if that can be done at once.</summary>
    public async Task ReleaseAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1), time);
        try
        {
            await _lease.ReleaseAsync(cancellationToken: limit.Token);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException or OperationCanceledException)
        {
            // It ends by itself.
        }
    }

    private bool IsFresh => time.GetElapsedTime(Volatile.Read(ref _renewedAt)) < RenewAfter;

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        try
        {
            await _lease.RenewAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status is StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed)
        {
            throw new LeaseLostException($"Another host has taken task hub '{hubName}'.", error);
        }

        Volatile.Write(ref _renewedAt, now);
    }

    private async Task<bool> TryAcquireAsync(CancellationToken cancellationToken)
    {
        await CreateAsync(cancellationToken);
        var now = time.GetTimestamp();
        try
        {
            await _lease.AcquireAsync(Length, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
        {
            return await TakeFromTheDeadAsync(cancellationToken);
        }

        await _blob.SetMetadataAsync(HostIdentity.OfThisProcess(), new BlobRequestConditions { LeaseId = _lease.LeaseId }, cancellationToken);
        Volatile.Write(ref _renewedAt, now);
        return true;
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (!await _blob.ExistsAsync(cancellationToken))
        {
            await _blob.UploadAsync(
                BinaryData.FromString(""), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellationToken);
        }
    }

    /// <summary>False in any case: the next try shows whether it helped.</summary>
    private async Task<bool> TakeFromTheDeadAsync(CancellationToken cancellationToken)
    {
        var properties = await _blob.GetPropertiesAsync(cancellationToken: cancellationToken);
        if (HostIdentity.IsDead(properties.Value.Metadata))
        {
            logger.LeaseTakenOver(hubName);
            await _lease.BreakAsync(TimeSpan.Zero, cancellationToken: cancellationToken);
        }

        return false;
    }
}
