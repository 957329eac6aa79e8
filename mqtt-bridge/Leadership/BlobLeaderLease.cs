using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using HzFunctions.MqttBridge.Storage;
using HzFunctions.Storage;

namespace HzFunctions.MqttBridge.Leadership;

/// <summary>
/// The lease on the blob <c>mqtt-bridge/leader</c>: 15 s, renewed every 5 s. A replica that could not renew it for 10 s counts it as lost,
/// so that it has disconnected before another can have it.
/// </summary>
internal sealed class BlobLeaderLease(StorageClients storage, BridgeState state, TimeProvider time, ILogger<BlobLeaderLease> logger) : ILeaderLease
{
    /// <summary>The container with the blob that is leased.</summary>
    public const string Container = "mqtt-bridge";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RenewInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BelievedFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly BlobContainerClient _container = storage.Blobs.GetBlobContainerClient(Container);
    private readonly string _leaseId = Guid.NewGuid().ToString();
    private long _renewed;

    private BlobClient Blob => _container.GetBlobClient("leader");

    private BlobLeaseClient Lease => Blob.GetBlobLeaseClient(_leaseId);

    public async Task<bool> TryAcquireAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        try
        {
            await Lease.AcquireAsync(Duration, cancellationToken: cancellationToken).ConfigureAwait(false);
            _renewed = asked;
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status == StatusCodes.Status409Conflict)
        {
            return false;
        }
        catch (RequestFailedException failure) when (failure.Status == StatusCodes.Status404NotFound)
        {
            await MakeBlobAsync(cancellationToken).ConfigureAwait(false);
            return false;
        }
    }

    public async Task HoldAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            state.Beat();
            var renewed = await TryRenewAsync(cancellationToken).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            if (renewed is false || time.GetElapsedTime(_renewed) >= BelievedFor)
            {
                BridgeLog.LeaseLost(logger);
                return;
            }

            await Task.Delay(renewed is true ? RenewInterval : RetryDelay, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task ReleaseAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(ReleaseLimit, time);
            await Lease.ReleaseAsync(cancellationToken: limit.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RequestFailedException || StorageFaults.IsOutage(fault, CancellationToken.None))
        {
            BridgeLog.StorageAway(logger, StorageFaults.Describe(fault));
        }
    }

    /// <summary>True: renewed. False: another replica has it. Null: nobody knows.</summary>
    private async Task<bool?> TryRenewAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        using var limit = new CancellationTokenSource(RenewInterval, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await Lease.RenewAsync(cancellationToken: either.Token).ConfigureAwait(false);
            _renewed = asked;
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status is StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed
            or StatusCodes.Status404NotFound)
        {
            return false;
        }
        catch (Exception fault) when (StorageFaults.IsOutage(fault, cancellationToken))
        {
            BridgeLog.StorageAway(logger, StorageFaults.Describe(fault));
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task MakeBlobAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            var onlyIfNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await Blob.UploadAsync(BinaryData.FromString(string.Empty), onlyIfNew, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException failure) when (failure.Status is StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed)
        {
            // Another replica has made it in the same moment.
        }
    }
}
