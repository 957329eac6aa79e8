using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.Local.Wire;
using HzFunctions.MqttBridge.Directory;
using HzFunctions.MqttBridge.Envelopes;
using HzFunctions.MqttBridge.Tests.Support;

namespace HzFunctions.MqttBridge.Tests.Envelopes;

/// <summary>What becomes of a message, without any broker.</summary>
public sealed class MessageExaminerTests
{
    private const string Topic = "/hzcity/v2/payResult/M00001/1001";
    private const string Plaintext = """{"billID":"B-1","plateNo":"浙A12345","shouldPay":1200,"payStatus":1}""";

    private static readonly DateTimeOffset Arrival = new(2026, 11, 23, 15, 0, 0, 123, TimeSpan.Zero);

    private static readonly BridgedAccess Access = Accesses.At(new Uri("mqtt://broker"));

    /// <summary>What stands in the message, and why it goes to quarantine.</summary>
    public static TheoryData<string, string> BadMessages
    {
        get
        {
            var sealedMessage = Platform.Default.Seal(Plaintext);
            string Json(object message) => JsonSerializer.Serialize(message);
            var (cipher, sign) = (sealedMessage.Cipher, sealedMessage.Sign);
            const string at = "2019-06-05 16:26:33";
            var foreign = new Platform().Seal(Plaintext);
            return new TheoryData<string, string>
            {
                { "", nameof(QuarantineReason.NotJson) },
                { "hello", nameof(QuarantineReason.NotJson) },
                { "{\"requestId\":1,", nameof(QuarantineReason.NotJson) },
                { "{\"requestId\":1,\"requestId\":2}", nameof(QuarantineReason.NotJson) },
                { "[]", nameof(QuarantineReason.MissingMember) },
                { "null", nameof(QuarantineReason.MissingMember) },
                { Json(new { timestamp = at, cipher, sign }), nameof(QuarantineReason.MissingMember) },
                { Json(new { requestId = 1, cipher, sign }), nameof(QuarantineReason.MissingMember) },
                { Json(new { requestId = 1, timestamp = at, sign }), nameof(QuarantineReason.MissingMember) },
                { Json(new { requestId = 1, timestamp = at, cipher }), nameof(QuarantineReason.MissingMember) },
                { Json(new { requestId = "", timestamp = at, cipher, sign }), nameof(QuarantineReason.MissingMember) },
                { Json(new { requestId = "seventy", timestamp = at, cipher, sign }), nameof(QuarantineReason.MissingMember) },
                { Json(new { requestId = 1.5, timestamp = at, cipher, sign }), nameof(QuarantineReason.MissingMember) },
                { Json(new { requestId = (long?)null, timestamp = at, cipher, sign }), nameof(QuarantineReason.MissingMember) },
                { Json(new { requestId = 1, timestamp = "2019-06-05T16:26:33", cipher, sign }), nameof(QuarantineReason.MissingMember) },
                { Json(new { requestId = 1, timestamp = "2019-02-30 16:26:33", cipher, sign }), nameof(QuarantineReason.MissingMember) },
                { Json(new { requestId = 1, timestamp = at, cipher = "", sign }), nameof(QuarantineReason.MissingMember) },
                { Json(new { requestId = 1, timestamp = at, cipher = 1, sign }), nameof(QuarantineReason.MissingMember) },
                { Json(new { requestId = 1, timestamp = at, cipher, sign = foreign.Sign }), nameof(QuarantineReason.WrongSignature) },
                { Json(new { requestId = 1, timestamp = at, cipher = foreign.Cipher, sign = foreign.Sign }), nameof(QuarantineReason.WrongSignature) },
                { Json(new { requestId = 1, timestamp = at, cipher, sign = "AAAA" }), nameof(QuarantineReason.WrongSignature) },
                { Json(new { requestId = 1, timestamp = at, cipher = cipher + "\n", sign }), nameof(QuarantineReason.WrongSignature) },
                { Sealed("no JSON"), nameof(QuarantineReason.NoObject) },
                { Sealed("[1]"), nameof(QuarantineReason.NoObject) },
                { Sealed("\"text\""), nameof(QuarantineReason.NoObject) },
                { Sealed("{\"plateNo\":\"1\",\"plateNo\":\"2\"}"), nameof(QuarantineReason.NoObject) },
                { Sealed("{\"plateNo\":\"\\ud800\"}"), nameof(QuarantineReason.NoObject) },
            };
        }
    }

    [Theory]
    [MemberData(nameof(BadMessages))]
    public void R11_R12_R13_A_bad_message_is_told_by_its_reason(string payload, string reason)
    {
        var examined = Examine(payload);

        Assert.False(examined.IsGood);
        Assert.Equal(reason, examined.Fault.ToString());
    }

    [Theory]
    [InlineData("hzcity/payResult/M00001/1001")]
    [InlineData("/hzcity/noticepay/M00001/1001")]
    [InlineData("hzcity/v2/calfee/M00001/1001")]
    [InlineData("hzcity/v2/PayResult/M00001/1001")]
    [InlineData("hzcity/v2/payResult/M00002/1001")]
    [InlineData("hzcity/v2/payResult/M00001_1/1001")]
    [InlineData("hzcity/v2/payResult/M00001")]
    [InlineData("hzcity/v2/payResult/M00001/")]
    [InlineData("hzcity/v2/payResult/M00001/1001/more")]
    [InlineData("//hzcity/v2/payResult/M00001/1001")]
    [InlineData("hzcity/v3/payResult/M00001/1001")]
    public void R7_A_topic_that_V2_does_not_have_for_this_access_is_not_guessed_at(string topic) =>
        Assert.Equal(QuarantineReason.UnknownTopic, Examine(Sealed(Plaintext), topic).Fault);

    [Fact]
    public void A_message_over_40_KB_is_too_large_and_one_of_40_KB_is_looked_at()
    {
        Assert.Equal(QuarantineReason.TooLarge, Examine(new string('x', (40 * 1024) + 1)).Fault);
        Assert.Equal(QuarantineReason.NotJson, Examine(new string('x', 40 * 1024)).Fault);
    }

    [Fact]
    public void R11_The_sign_is_checked_before_anything_is_opened()
    {
        // The cipher is a block of zeros, which no key opens; the sign over it is right, or of somebody else.
        var cipher = Convert.ToBase64String(new byte[128]);
        var right = Platform.Default.Sign(cipher);
        var wrong = new Platform().Sign(cipher);

        Assert.Equal(QuarantineReason.Undecryptable, Examine(Envelope(1, cipher, right)).Fault);
        Assert.Equal(QuarantineReason.WrongSignature, Examine(Envelope(1, cipher, wrong)).Fault);
    }

    [Fact]
    public void A_good_message_has_everything_that_the_handler_of_the_queue_needs()
    {
        var made = Platform.Default.Seal(Plaintext);
        var examined = Examine(Envelope(71, made.Cipher, made.Sign));

        Assert.True(examined.IsGood);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(made.Cipher)));
        Assert.Equal(
            "{\"version\":1,\"accessID\":\"M00001\",\"parkingCode\":\"1001\",\"name\":\"payResult\",\"topic\":\"" + Topic
            + "\",\"requestId\":71,\"timestamp\":\"2019-06-05 16:26:33\",\"cipherHash\":\"" + hash
            + "\",\"receivedAt\":\"2026-11-23T23:00:00.123+08:00\",\"data\":" + Plaintext + "}",
            examined.QueueText);
        Assert.Equal(new DateTimeOffset(2019, 6, 5, 16, 26, 33, TimeSpan.FromHours(8)), examined.Timestamp);
    }

    [Theory]
    [InlineData("71", 71)]
    [InlineData("\"71\"", 71)]
    [InlineData("-1", -1)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void R12_A_requestId_may_come_as_a_number_or_as_its_digits(string written, long expected)
    {
        var made = Platform.Default.Seal(Plaintext);
        var examined = Examine(
            $$"""{"requestId":{{written}},"timestamp":"2019-06-05 16:26:33","cipher":"{{made.Cipher}}","sign":"{{made.Sign}}","more":0}""");

        Assert.Equal(expected, JsonElement.Parse(examined.QueueText!).GetProperty("requestId").GetInt64());
    }

    [Theory]
    [InlineData("md5", "Md5")]
    [InlineData("sha1", "Sha1")]
    [InlineData("sha256", "Sha256")]
    public void The_hash_under_the_sign_is_the_accesss(string setting, string used)
    {
        var made = Platform.Default.Seal(Plaintext, Enum.Parse<WireHash>(used));

        Assert.True(Examine(Envelope(1, made.Cipher, made.Sign), access: Access with { Hash = setting }).IsGood);
    }

    [Fact]
    public void Any_text_that_the_city_brain_seals_reaches_the_queue_as_it_is() =>
        Gen.Select(Gen.String.Where(IsText), Gen.Long, (text, number) => (text, number)).Sample(
            sample =>
            {
                var plaintext = JsonSerializer.Serialize(new { sample.text, sample.number });
                var data = JsonElement.Parse(Examine(Sealed(plaintext)).QueueText!).GetProperty("data");
                return data.GetProperty("text").GetString() == sample.text && data.GetProperty("number").GetInt64() == sample.number;
            },
            iter: 200);

    [Fact]
    public void Whatever_bytes_come_they_end_in_a_reason_and_never_in_an_exception() =>
        Gen.Select(Gen.Byte.Array[0, 2000], Gen.Int[0, 400], (bytes, at) => (bytes, at)).Sample(
            sample =>
            {
                // Once nothing but noise, once a good message with a byte of it exchanged.
                var changed = Platform.Default.Message(1);
                changed[sample.at % changed.Length] ^= sample.bytes.FirstOrDefault((byte)1);
                return !Examine(new InboundMessage(Topic, sample.bytes, Arrival)).IsGood
                    && Examine(new InboundMessage(Topic, changed, Arrival)) is { IsGood: true } or { Fault: not null };
            },
            iter: 500);

    private static bool IsText(string text)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static string Sealed(string plaintext)
    {
        var made = Platform.Default.Seal(plaintext);
        return Envelope(1, made.Cipher, made.Sign);
    }

    private static string Envelope(long requestId, string cipher, string sign) =>
        JsonSerializer.Serialize(new { cipher, sign, requestId, timestamp = "2019-06-05 16:26:33" });

    private static Examination Examine(string payload, string topic = Topic, BridgedAccess? access = null) =>
        Examine(new InboundMessage(topic, Platform.Bytes(payload), Arrival), access);

    private static Examination Examine(InboundMessage message, BridgedAccess? access = null) =>
        MessageExaminer.For(access ?? Access, [PublicKey.Load((access ?? Access).PlatformKey)], new BridgeOptions()).Examine(message);
}
