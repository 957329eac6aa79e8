using System.Text;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Tests.Envelope;

public sealed class EnvelopeVectorTests
{
    public static TheoryData<int, RsaEngine> EveryVectorInEveryEngine()
    {
        var data = new TheoryData<int, RsaEngine>();
        for (var i = 0; i < Vector.All.Count; i++)
        {
            data.Add(i, RsaEngine.OpenSsl);
            data.Add(i, RsaEngine.BouncyCastle);
        }

        return data;
    }

    [Fact]
    public void There_are_twelve_vectors_and_both_engines_can_be_tried_here()
    {
        Assert.Equal(12, Vector.All.Count);
        Assert.True(RsaEngines.IsUsable(RsaEngine.BouncyCastle));
        Assert.True(RsaEngines.IsUsable(RsaEngine.OpenSsl), "This machine's OpenSSL is not the one that .NET has loaded.");
        Assert.Equal(RsaEngine.OpenSsl, RsaEngines.Preferred);
    }

    [Theory]
    [MemberData(nameof(EveryVectorInEveryEngine))]
    public async Task Sealing_gives_the_bytes_of_the_vector(int index, RsaEngine engine)
    {
        var vector = Vector.All[index];
        var key = PrivateKeys.Load(vector.PrivateKeyText, engine);

        var message = await EnvelopeSealer.SealAsync(vector.Plaintext, key, vector.Settings, null, TestContext.Current.CancellationToken);

        Assert.Equal(vector.Cipher, message.Cipher);
        Assert.Equal(vector.Sign, message.Sign);
    }

    [Theory]
    [MemberData(nameof(EveryVectorInEveryEngine))]
    public void Opening_gives_the_text_of_the_vector(int index, RsaEngine engine)
    {
        var vector = Vector.All[index];
        var key = PublicKey.Load(vector.PublicKeyText, engine);

        var result = EnvelopeOpener.Open(vector.Cipher, vector.Sign, key, vector.Settings);

        Assert.Null(result.Failure);
        Assert.Equal(vector.Plaintext, result.Text);
        Assert.Equal(vector.PlaintextBytes, Encoding.UTF8.GetByteCount(result.Text!));
        Assert.Equal(vector.Blocks * key.ModulusBytes, Convert.FromBase64String(vector.Cipher).Length);
    }
}
