using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Azure.Storage.Queues;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Photos;
using HzFunctions.Functions.Quarantine;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.Azurite;
using HzFunctions.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace HzFunctions.Functions.Tests.Storage;

/// <summary>Photos, messages and the quarantine against the storage emulator.</summary>
public sealed class BlobTests(AzuriteFixture azurite) : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 0xFF, 0xD9];

    private IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_photo_is_kept_by_its_photoID_and_its_content_under_site_and_day()
    {
        var photos = new BlobPhotoStore((await ClientsAsync()).Blobs);
        var site = SiteId.Create("1001", "../P|1")!.Value;

        var (blob, hash) = await photos.KeepAsync(site, "20260501", "p1", Jpeg, Stop);

        Assert.Matches("^1001~~[.][.]~2FP~7C1/20260501/[0-9a-f]{64}[.]jpg$", blob);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Jpeg)), hash);
        Assert.Equal(Convert.ToBase64String(Jpeg), await photos.ReadBase64Async(blob, Stop));
    }

    [Fact]
    public async Task The_same_photo_again_is_the_same_blob_and_another_photo_is_another()
    {
        var photos = new BlobPhotoStore((await ClientsAsync()).Blobs);
        var site = SiteId.Create("1001", "P2")!.Value;

        var first = await photos.KeepAsync(site, "20260501", "p1", Jpeg, Stop);

        Assert.Equal(first, await photos.KeepAsync(site, "20260501", "p1", Jpeg, Stop));
        Assert.NotEqual(first, await photos.KeepAsync(site, "20260501", "p1", Jpeg.Append((byte)0).ToArray(), Stop));
        Assert.NotEqual(first.Blob, (await photos.KeepAsync(site, "20260501", "p2", Jpeg, Stop)).Blob);
    }

    [Fact]
    public async Task A_message_in_quarantine_is_shown_and_given_up_once()
    {
        var quarantine = new QuarantineStore((await ClientsAsync()).Blobs, Meters, TimeProvider.System, NullLogger<QuarantineStore>.Instance);
        var queue = $"quarantined-{Guid.NewGuid():N}";
        await quarantine.KeepAsync(queue, "text", "reason", Stop);
        var name = Assert.Single(await quarantine.ListAsync(Stop), kept => kept.Queue == queue).Name;

        Assert.Equal(("text", "reason"), ((await quarantine.FindAsync(name, Stop))!.Message, (await quarantine.FindAsync(name, Stop))!.Reason));
        Assert.True(await quarantine.DiscardAsync(name, Stop));
        Assert.False(await quarantine.DiscardAsync(name, Stop));
        Assert.Null(await quarantine.FindAsync(name, Stop));
    }

    [Fact]
    public async Task A_photo_is_removed_once()
    {
        var photos = new BlobPhotoStore((await ClientsAsync()).Blobs);
        var (blob, _) = await photos.KeepAsync(SiteId.Create("1001", "P4")!.Value, "20260501", "p1", Jpeg, Stop);

        Assert.True(await photos.RemoveAsync(blob, Stop));
        Assert.False(await photos.RemoveAsync(blob, Stop));
        Assert.Null(await photos.ReadBase64Async(blob, Stop));
    }

    [Fact]
    public async Task A_photo_that_is_not_kept_is_none() =>
        Assert.Null(await new BlobPhotoStore((await ClientsAsync()).Blobs).ReadBase64Async("1001~~P3/20260501/none.jpg", Stop));

    [Fact]
    public async Task A_message_in_quarantine_is_listed_put_back_into_its_queue_and_forgotten()
    {
        var clients = await ClientsAsync();
        var quarantine = new QuarantineStore(clients.Blobs, Meters, TimeProvider.System, NullLogger<QuarantineStore>.Instance);
        var queue = $"quarantined-{Guid.NewGuid():N}";
        await quarantine.KeepAsync(queue, "no bell <&>", "it is none", Stop);
        await quarantine.KeepAsync(queue, "no bell <&>", "it is none", Stop);
        var name = Assert.Single(await quarantine.ListAsync(Stop), kept => kept.Queue == queue).Name;

        var sender = new QueueSender(clients.Queues);
        Assert.True(await quarantine.PutBackAsync(name, message => sender.SendAsync(message.Queue, message.Message, TimeSpan.Zero, Stop), Stop));

        QueueClient client = clients.Queues.GetQueueClient(queue);
        Assert.Equal("no bell <&>", (await client.ReceiveMessageAsync(cancellationToken: Stop)).Value.Body.ToString());
        Assert.DoesNotContain(await quarantine.ListAsync(Stop), kept => kept.Name == name);
        Assert.False(await quarantine.PutBackAsync(name, _ => Task.CompletedTask, Stop));
    }

    [Fact]
    public async Task A_message_that_cannot_be_put_back_stays_in_quarantine()
    {
        var quarantine = new QuarantineStore((await ClientsAsync()).Blobs, Meters, TimeProvider.System, NullLogger<QuarantineStore>.Instance);
        var queue = $"quarantined-{Guid.NewGuid():N}";
        await quarantine.KeepAsync(queue, "text", "reason", Stop);
        var name = Assert.Single(await quarantine.ListAsync(Stop), kept => kept.Queue == queue).Name;

        await Assert.ThrowsAsync<IOException>(() => quarantine.PutBackAsync(name, _ => throw new IOException("the queue is away"), Stop));

        Assert.Contains(await quarantine.ListAsync(Stop), kept => kept.Name == name);
    }

    public void Dispose() => _services.Dispose();

    private async Task<StorageClients> ClientsAsync() => new(new StorageOptions { ConnectionString = await azurite.ConnectAsync() });
}
