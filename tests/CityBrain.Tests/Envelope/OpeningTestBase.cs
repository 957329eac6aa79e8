using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Tests.Envelope;

/// <summary>What the tests of messages that must not open have in common.</summary>
public abstract class OpeningTestBase
{
    public static TheoryData<RsaEngine> EveryEngine => new(TestKeys.Engines);

    private protected static TestKeys Keys => TestKeys.Small;

    protected static EnvelopeSettings Settings => EnvelopeSettings.Default;

    protected static CancellationToken TestEnds => TestContext.Current.CancellationToken;

    protected static void AssertFails(string cipher, string sign, RsaEngine engine, OpenFailure expected) =>
        Assert.Equal(expected, AssertFails(cipher, sign, engine));

    protected static OpenFailure AssertFails(string cipher, string sign, RsaEngine engine)
    {
        var result = EnvelopeOpener.Open(cipher, sign, Keys.Public[engine], Settings);
        Assert.Null(result.Text);
        return Assert.NotNull(result.Failure);
    }
}
