using System.Text.Json;

namespace HzFunctions.Hz.Tests;

/// <summary><c>seal</c>, <c>open</c> and <c>verify</c> against the shared vectors, which were made with OpenSSL.</summary>
public sealed class EnvelopeCommandTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "vectors");

    private static readonly IReadOnlyList<JsonElement> Vectors =
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "envelopes.json"))).RootElement.EnumerateArray()];

    public static TheoryData<string> Names => [.. Vectors.Select(vector => vector.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Sealing_prints_the_cipher_and_sign_of_the_vector(string name)
    {
        var vector = Of(name);

        var plain = await Hz.PipeAsync(Text(vector, "plaintext"), "seal", "--key", PrivateKey(vector), "--hash", HashOf(vector));
        var json = await Hz.PipeAsync(Text(vector, "plaintext"), "seal", "--key", PrivateKey(vector), "--hash", HashOf(vector), "--json");

        Assert.Equal((0, $"cipher={Text(vector, "cipher")}\nsign={Text(vector, "sign")}"), (plain.ExitCode, plain.Output.TrimEnd()));
        Assert.Equal((Text(vector, "cipher"), Text(vector, "sign")), (json.Json.GetProperty("cipher").GetString(), json.Json.GetProperty("sign").GetString()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Opening_prints_the_plaintext_of_the_vector_however_it_is_piped_in(string name)
    {
        var vector = Of(name);
        var (cipher, sign) = (Text(vector, "cipher"), Text(vector, "sign"));
        string[] forms =
        [
            $"cipher={cipher}\nsign={sign}\n",
            JsonSerializer.Serialize(new { cipher, sign }),
            $"accessID=1001&cipher={Uri.EscapeDataString(cipher)}&sign={Uri.EscapeDataString(sign)}",
            $"http://city/api?cipher={cipher.Replace('+', ' ')}&sign={sign.Replace('+', ' ')}",
        ];

        foreach (var form in forms)
        {
            var opened = await Hz.PipeAsync(form, "open", "--key", PublicKey(vector), "--hash", HashOf(vector));
            Assert.Equal((0, Text(vector, "plaintext")), (opened.ExitCode, opened.Output));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Verifying_says_genuine_and_of_anything_changed_not(string name)
    {
        var vector = Of(name);
        var (cipher, sign) = (Text(vector, "cipher"), Text(vector, "sign"));
        var changed = (cipher[0] == 'A' ? 'B' : 'A') + cipher[1..];

        Assert.Equal(0, (await VerifyAsync(vector, cipher, sign, HashOf(vector))).ExitCode);
        Assert.Equal(1, (await VerifyAsync(vector, changed, sign, HashOf(vector))).ExitCode);
        Assert.Equal(1, (await VerifyAsync(vector, cipher, "no base64 !", HashOf(vector))).ExitCode);
        Assert.Equal(1, (await VerifyAsync(vector, cipher, sign, HashOf(vector) == "md5" ? "sha256" : "md5")).ExitCode);
    }

    [Fact]
    public async Task What_was_changed_on_the_way_does_not_open()
    {
        var vector = Vectors[0];

        var opened = await Hz.PipeAsync(
            $"cipher={Text(vector, "cipher")}\nsign={Text(Vectors[1], "sign")}", "open", "--key", PublicKey(vector), "--hash", HashOf(vector));

        Assert.Equal((1, string.Empty), (opened.ExitCode, opened.Output));
        Assert.Contains("does not open", opened.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seal", "--key", "/no/such/file")]
    [InlineData("seal", "--key", "envelopes.json")]
    [InlineData("seal", "--key", "carpark-1024.pkcs8.pem", "--hash", "crc")]
    [InlineData("seal", "--key", "carpark-1024.pkcs8.pem", "--cipher", "platform-public-key")]
    [InlineData("open", "--key", "carpark-1024.public.pem", "--cipher", "platform-public-key")]
    [InlineData("open", "--key", "carpark-1024.public.pem")]
    [InlineData("seal")]
    [InlineData("unseal")]
    public async Task A_wrong_call_ends_with_2_and_says_what_is_wrong(params string[] arguments)
    {
        var paths = arguments.Select(argument => argument.Contains('.', StringComparison.Ordinal) ? Path.Combine(Folder, argument) : argument);

        var result = await Hz.PipeAsync("nothing", [.. paths]);

        Assert.Equal(2, result.ExitCode);
        Assert.NotEmpty(result.Error);
        Assert.DoesNotContain("PRIVATE", result.Error + result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("seal")]
    [InlineData("open")]
    [InlineData("verify")]
    [InlineData("send")]
    [InlineData("status")]
    [InlineData("dead-letters")]
    [InlineData("dead-letters", "replay")]
    [InlineData("reconcile")]
    [InlineData("audit")]
    [InlineData("site")]
    [InlineData("import")]
    [InlineData("vault-proof")]
    public async Task Every_command_has_help(params string[] command)
    {
        var helped = await Hz.RunAsync([.. command, "--help"]);

        Assert.Equal((0, string.Empty), (helped.ExitCode, helped.Error));
        Assert.Contains("Usage:", helped.Output, StringComparison.Ordinal);
    }

    private static Task<HzResult> VerifyAsync(JsonElement vector, string cipher, string sign, string hash) =>
        Hz.PipeAsync(JsonSerializer.Serialize(new { cipher, sign }), "verify", "--key", PublicKey(vector), "--hash", hash);

    private static JsonElement Of(string name) => Vectors.First(vector => Text(vector, "name") == name);

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;

    private static string HashOf(JsonElement vector) => Text(vector, "signature").Replace("withRSA", string.Empty, StringComparison.Ordinal).ToLowerInvariant();

    private static string PrivateKey(JsonElement vector) => Path.Combine(Folder, $"{Text(vector, "key")}.pkcs8.pem");

    private static string PublicKey(JsonElement vector) => Path.Combine(Folder, $"{Text(vector, "key")}.public.pem");
}
