using Azure.Storage.Queues;
using HzFunctions.Local.FunctionsHost.Queues;
using HzFunctions.Local.Tests.Azurite;
using HzFunctions.Local.Tests.Conditions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Local.Tests.FunctionsHost;

public sealed class MessageHoldTests(SharedAzurite azurite)
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_invisibility_of_a_message_is_renewed_at_its_half_and_its_receipt_stays_good()
    {
        var time = new FakeTimeProvider();
        var queue = new QueueClient(await azurite.ConnectionStringAsync(), $"held-{Guid.NewGuid():N}");
        await queue.CreateAsync(cancellationToken: Token);
        await queue.SendMessageAsync("held", Token);
        var message = (await queue.ReceiveMessageAsync(QueueDelivery.Invisibility, Token)).Value;
        await using var hold = new MessageHold(queue, message, QueueDelivery.Invisibility, time, NullLogger.Instance);

        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.Equal(message.PopReceipt, hold.PopReceipt);
        time.Advance(TimeSpan.FromTicks(1));
        await Eventually.IsTrueAsync(() => hold.PopReceipt != message.PopReceipt);

        await hold.DisposeAsync();
        await queue.DeleteMessageAsync(message.MessageId, hold.PopReceipt, Token);
    }
}
