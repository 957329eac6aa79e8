using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Tests.Envelope;

public sealed class RemoteKeyTests
{
    private static CancellationToken TestEnds => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_blocks_of_a_message_are_asked_for_before_the_first_is_awaited()
    {
        var vector = Vector.All[0];
        var key = new RemoteKey(PrivateKeys.Load(vector.PrivateKeyText));

        var sealing = EnvelopeSealer.SealAsync(vector.Plaintext, key, vector.Settings, null, TestEnds);
        Assert.Equal(vector.Blocks, key.Waiting);
        await key.AnswerInReverseAsync();
        Assert.Equal(1, key.Waiting);
        await key.AnswerInReverseAsync();

        Assert.Equal(new SealedMessage(vector.Cipher, vector.Sign), await sealing);
    }

    [Fact]
    public async Task A_failure_of_a_remote_key_comes_through_after_all_its_operations_have_ended()
    {
        var vector = Vector.All[0];
        var key = new RemoteKey(PrivateKeys.Load(vector.PrivateKeyText));

        var sealing = EnvelopeSealer.SealAsync(vector.Plaintext, key, vector.Settings, null, TestEnds).AsTask();
        key.FailOne(new TimeoutException("The vault did not answer."));
        Assert.False(sealing.IsCompleted);
        await key.AnswerInReverseAsync();

        Assert.Equal("The vault did not answer.", (await Assert.ThrowsAsync<TimeoutException>(() => sealing)).Message);
    }

    [Fact]
    public void A_local_key_has_done_all_the_work_when_the_call_returns()
    {
        var vector = Vector.All[0];

        var sealing = EnvelopeSealer.SealAsync(vector.Plaintext, PrivateKeys.Load(vector.PrivateKeyText), vector.Settings, null, TestEnds);

        Assert.True(sealing.IsCompletedSuccessfully);
    }

    /// <summary>A key that answers when the test says so.</summary>
    private sealed class RemoteKey(IPrivateKeyOperation inner) : IPrivateKeyOperation
    {
        private readonly List<(ReadOnlyMemory<byte> Block, TaskCompletionSource<byte[]> Answer)> _asked = [];

        public int Waiting => _asked.Count;

        public int ModulusBytes => inner.ModulusBytes;

        public ValueTask<byte[]> ApplyAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
        {
            var answer = new TaskCompletionSource<byte[]>();
            _asked.Add((block, answer));
            return new ValueTask<byte[]>(answer.Task);
        }

        public async Task AnswerInReverseAsync()
        {
            var asked = _asked.ToArray().Reverse();
            _asked.Clear();
            foreach (var (block, answer) in asked)
            {
                answer.SetResult(await inner.ApplyAsync(block, CancellationToken.None));
            }
        }

        public void FailOne(Exception exception)
        {
            _asked[0].Answer.SetException(exception);
            _asked.RemoveAt(0);
        }
    }
}
