using HzFunctions.CityBrain.Envelope;
using HzFunctions.MqttBridge.Directory;
using HzFunctions.MqttBridge.Envelopes;
using HzFunctions.MqttBridge.Tests.Support;
using HzFunctions.Vault;
using HzFunctions.Vault.Secrets;
using Microsoft.Extensions.Logging.Abstractions;

namespace HzFunctions.MqttBridge.Tests.Envelopes;

/// <summary>The city brain exchanges its key while messages come.</summary>
public sealed class ExaminersTests : IDisposable
{
    private const string Topic = "/hzcity/v2/payResult/M00001/1001";

    private static readonly Platform Former = Platform.Default;
    private static readonly Platform Next = new();
    private static readonly Uri Broker = new("mqtt://broker.example:1883");

    private readonly string _file = Path.GetTempFileName();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_message_under_the_key_in_use_or_under_the_one_before_is_good_and_under_any_other_it_is_not()
    {
        IReadOnlyList<PublicKey> keys = [PublicKey.Load(Next.PublicKey), PublicKey.Load(Former.PublicKey)];
        var examiner = MessageExaminer.For(Accesses.At(Broker), keys, new BridgeOptions());

        Assert.True(examiner.Examine(MessageOf(Next)).IsGood);
        Assert.True(examiner.Examine(MessageOf(Former)).IsGood);
        Assert.Equal(QuarantineReason.WrongSignature, examiner.Examine(MessageOf(new Platform())).Fault);
    }

    [Fact]
    public async Task A_key_that_was_exchanged_where_it_is_kept_opens_the_next_message()
    {
        await File.WriteAllTextAsync(_file, Former.PublicKey, Stop);
        var access = Accesses.At(Broker) with { PlatformKey = $"file:{_file}" };
        var examiners = Make();
        Assert.True((await examiners.ExamineAsync(access, MessageOf(Former), Stop)).IsGood);
        Assert.Equal(QuarantineReason.WrongSignature, (await examiners.ExamineAsync(access, MessageOf(Next), Stop)).Fault);

        await File.WriteAllTextAsync(_file, Next.PublicKey, Stop);

        Assert.True((await examiners.ExamineAsync(access, MessageOf(Next), Stop)).IsGood);
    }

    [Theory]
    [InlineData("file:/no/such/file")]
    [InlineData("vault-secret:platform-key")]
    [InlineData("vault-secret:a b")]
    public async Task A_reference_that_leads_nowhere_is_said_before_a_message_comes(string reference) =>
        await Assert.ThrowsAsync<MisconfiguredAccessException>(
            () => Make().PrepareAsync(Accesses.At(Broker) with { PlatformKey = reference }, Stop));

    private static Examiners Make()
    {
        var noVault = new VaultConnection(new VaultOptions(), credential: null!);
        return new Examiners(new SecretReferences(new VaultSecrets(noVault, TimeProvider.System, NullLogger<VaultSecrets>.Instance)), new BridgeOptions());
    }

    private static InboundMessage MessageOf(Platform platform) => new(Topic, platform.Message(1), TimeProvider.System.GetUtcNow());
}
