using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Operations;

/// <summary>The page for operators as it is served: one file that nothing can be slipped into.</summary>
public sealed partial class OpsPageTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task It_needs_no_key_and_holds_no_data()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ops");
        var page = await fixture.Host.SendAsync(request);

        Assert.Equal((200, "text/html"), (page.Status, page.ContentType));
        Assert.DoesNotContain("1001", page.Body, StringComparison.Ordinal);
        Assert.Contains("no-store", page.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_its_own_script_and_style_run_and_no_form_is_sent()
    {
        var page = await PageAsync();
        var policy = page.Headers.GetValues("Content-Security-Policy").Single().Split("; ");

        Assert.Equal(
            [
                "base-uri 'none'", "connect-src 'self'", "default-src 'none'", "form-action 'none'", "frame-ancestors 'none'",
                $"script-src '{HashOf(Script().Match(page.Body))}'", $"style-src '{HashOf(Style().Match(page.Body))}'",
            ],
            policy.Order(StringComparer.Ordinal));
        Assert.Single(Script().Matches(page.Body));
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task It_takes_nothing_from_elsewhere_and_its_markup_has_no_script_or_style_of_its_own()
    {
        var page = await PageAsync();
        var markup = Style().Replace(Script().Replace(page.Body, string.Empty), string.Empty);

        Assert.DoesNotMatch(@"(?i)\b(src|srcset|style|on\w+)\s*=", markup);
        Assert.DoesNotMatch(@"(?i)https?://|//\w|@import|url\(", page.Body.Replace("// ", string.Empty, StringComparison.Ordinal));
        Assert.DoesNotContain("innerHTML", page.Body, StringComparison.Ordinal);

        // Were the form ever sent, a field without a name would not be in the URL.
        Assert.DoesNotMatch(@"<input[^>]*\bname=", markup);
    }

    private static string HashOf(Match match) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups[1].Value)))}";

    private Task<Answered> PageAsync() => fixture.Host.GetAsync("/ops");

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
