using System.Text.Json.Nodes;
using HzFunctions.Functions.Tests.Gateway;
using PuppeteerSharp;

namespace HzFunctions.Functions.Tests.Operations.Browser;

/// <summary>The page for operators in a real browser: what a person sees and does.</summary>
public sealed class OpsPageBrowserTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    // Set to a folder, the screenshots of docs/operations.md are made there anew.
    private const string Screenshots = "HZ_SCREENSHOTS";

    private readonly List<string> _requested = [];
    private readonly List<string> _complaints = [];

    private BusyCity _city = null!;

    public async ValueTask InitializeAsync() => _city = await BusyCity.StartAsync();

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Theory]
    [InlineData("wide", 1280, "light")]
    [InlineData("wide", 1280, "dark")]
    [InlineData("phone", 380, "light")]
    [InlineData("phone", 380, "dark")]
    public async Task It_can_be_read_at_a_desk_and_on_a_phone_by_day_and_by_night(string name, int width, string scheme)
    {
        await using var page = await SignInAsync(width, scheme);

        var text = await TextAsync(page, "body");
        Assert.All(
            ["西湖文化广场地下停车场", "online", "offline", "heard 3 h ago", "+84 s", "City brain", "Quarantine", "oldest", "1 off"],
            shown => Assert.Contains(shown, text, StringComparison.Ordinal));
        Assert.InRange(await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth"), 1, width);
        Assert.Empty(await TooFaintAsync(page));
        Assert.Empty(await UnlabelledAsync(page));
        if (Environment.GetEnvironmentVariable(Screenshots) is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(Path.Combine(folder, $"ops-{name}-{scheme}.png"), new ScreenshotOptions { FullPage = true });
        }

        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task With_a_wrong_key_it_shows_nothing_and_says_why()
    {
        await using var page = await OpenAsync(1280, "light");

        await EnterAsync(page, "another key");
        await page.WaitForSelectorAsync("#fault:not([hidden])");

        Assert.Contains("X-Admin-Key", await TextAsync(page, "#fault"), StringComparison.Ordinal);
        Assert.DoesNotContain("西湖", await page.GetContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_in_no_address_and_in_nothing_that_the_browser_keeps()
    {
        await using var page = await SignInAsync(1280, "light");

        Assert.NotEmpty(_requested);
        Assert.All(_requested, url => Assert.StartsWith(_city.Host.Client.BaseAddress!.ToString(), url, StringComparison.Ordinal));
        Assert.All(_requested, url => Assert.DoesNotContain(GatewayHost.AdminKey, url, StringComparison.Ordinal));
        Assert.Equal(0, await page.EvaluateExpressionAsync<int>("localStorage.length + sessionStorage.length + document.cookie.length"));

        await page.ReloadAsync();
        await page.WaitForSelectorAsync("#sign-in:not([hidden])");
        Assert.Equal(string.Empty, await page.EvaluateExpressionAsync<string>("document.getElementById('key').value"));
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task A_dead_letter_is_read_masked_and_sent_again()
    {
        await using var page = await SignInAsync(380, "light");
        await OpenSiteAsync(page);

        await ClickAsync(page, "#letters li", "uploadCarInData.A-7", "Show");
        await page.WaitForSelectorAsync("#letters pre");
        Assert.Contains("浙A***7", await TextAsync(page, "#letters pre"), StringComparison.Ordinal);
        Assert.All(Vehicle.Traces, trace => Assert.DoesNotContain(trace, TextAsync(page, "body").GetAwaiter().GetResult(), StringComparison.Ordinal));

        await ClickAsync(page, "#letters li", "uploadCarInData.A-7", "Send again");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('#letters li').length === 1");
        await _city.Host.DrainAsync();
        Assert.Equal("forwarded", (await _city.Host.GetAsync("/api/v2/receipts/uploadCarInData.A-7")).Text("state"));
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task A_dead_letter_is_given_up_with_a_reason_and_not_without()
    {
        await using var page = await SignInAsync(1280, "dark");
        await OpenSiteAsync(page);

        await ClickAsync(page, "#letters li", "uploadCarOutData.D-7", "Give up");
        await page.WaitForSelectorAsync("#ask[open]");
        await page.ClickAsync("#ask-yes");
        Assert.True(await page.EvaluateExpressionAsync<bool>("document.getElementById('ask').open"), "Nothing is given up without a reason.");
        await page.TypeAsync("#ask-reason", "a test car");
        await page.ClickAsync("#ask-yes");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('#letters li').length === 1");

        Assert.Equal("discarded", (await _city.Host.GetAsync("/api/v2/receipts/uploadCarOutData.D-7")).Text("state"));
        var row = _city.Host.Log.Rows("1001~~P1").Single(row => row.Row == "E|uploadCarOutData|D-7");
        Assert.Equal(("李 operator", "a test car"), (row.Columns["Actor"], row.Columns["Reason"]));
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task What_is_asked_can_be_left_unanswered()
    {
        await using var page = await SignInAsync(1280, "light");
        await OpenSiteAsync(page);

        await ClickAsync(page, "#letters li", "uploadCarOutData.D-7", "Give up");
        await page.WaitForSelectorAsync("#ask[open]");
        await page.Keyboard.PressAsync("Escape");

        Assert.Equal("refused", (await _city.Host.GetAsync("/api/v2/receipts/uploadCarOutData.D-7")).Text("state"));
    }

    [Fact]
    public async Task A_message_in_quarantine_is_read_masked_and_given_up()
    {
        await using var page = await SignInAsync(1280, "light");

        await ClickAsync(page, "#quarantined li", "downlink", "Show");
        await page.WaitForSelectorAsync("#quarantined pre");
        Assert.Contains("浙A***7", await TextAsync(page, "#quarantined pre"), StringComparison.Ordinal);
        await ClickAsync(page, "#quarantined li", "downlink", "Give up");
        await page.WaitForSelectorAsync("#ask[open]");
        await page.TypeAsync("#ask-reason", "a test");
        await page.ClickAsync("#ask-yes");
        await page.WaitForFunctionAsync("() => document.getElementById('quarantine').hidden");

        Assert.Empty(_city.Host.Quarantine.Kept);
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task Bills_are_shown_by_state_and_one_leaves_the_review_list_when_it_was_looked_at()
    {
        await using var page = await SignInAsync(1280, "light");
        await OpenSiteAsync(page);
        Assert.Contains("settled", await TextAsync(page, "#all-bills"), StringComparison.Ordinal);
        Assert.Contains("waiting", await TextAsync(page, "#all-downlinks"), StringComparison.Ordinal);

        await ClickAsync(page, "#reviews li", "B-1", "Reviewed");
        await page.WaitForSelectorAsync("#ask[open]");
        await page.TypeAsync("#ask-reason", "one fen");
        await page.ClickAsync("#ask-yes");
        await page.WaitForFunctionAsync("() => document.querySelector('#reviews li').textContent === 'none'");

        Assert.Empty((await _city.Gateway.BillAsync())!.Reviews);
    }

    [Fact]
    public async Task A_day_that_does_not_balance_is_seen_and_reconciled_again()
    {
        await using var page = await SignInAsync(1280, "light");
        await OpenSiteAsync(page);
        Assert.Contains("balanced", await TextAsync(page, "#days"), StringComparison.Ordinal);

        await ClickAsync(page, "#days li", "unbalanced", "Show");
        await page.WaitForSelectorAsync("#days pre");
        Assert.Contains("accountMark", await TextAsync(page, "#days pre"), StringComparison.Ordinal);
        await ClickAsync(page, "#days li", "unbalanced", "Reconcile again");
        await page.WaitForFunctionAsync("() => document.querySelector('#days').textContent.includes('settling')");

        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task Who_has_signed_out_is_shown_nothing_that_was_under_way()
    {
        await using var page = await SignInAsync(1280, "light");

        await page.EvaluateExpressionAsync("document.querySelector('#site-rows button').click(); document.getElementById('leave').click()");
        await page.WaitForNetworkIdleAsync();

        Assert.True(await page.EvaluateExpressionAsync<bool>("document.getElementById('site').hidden"));
        Assert.True(await page.EvaluateExpressionAsync<bool>("document.getElementById('fault').hidden"));
    }

    [Fact]
    public async Task Many_car_parks_are_found_by_name_and_by_what_is_to_be_done()
    {
        await using var page = await SignInAsync(1280, "light");

        await page.TypeAsync("#filter", "武林");
        Assert.Equal(1, await RowsAsync(page));
        await page.EvaluateExpressionAsync("document.getElementById('filter').value = ''");
        await page.ClickAsync("#troubled");
        Assert.Equal(2, await RowsAsync(page));
    }

    [Fact]
    public async Task What_a_car_park_calls_itself_is_text_and_never_markup()
    {
        const string Name = "<img src=x onerror=alert(1)>";
        await _city.Host.OperateAsync(HttpMethod.Put, "/ops/sites", new JsonObject { ["accessID"] = "1001", ["parkingCode"] = "P1", ["parkingName"] = Name });

        await using var page = await SignInAsync(1280, "light");

        Assert.Contains(Name, await TextAsync(page, "#site-rows"), StringComparison.Ordinal);
        Assert.Equal(0, await page.EvaluateExpressionAsync<int>("document.images.length"));
    }

    private static Task<int> RowsAsync(IPage page) => page.EvaluateExpressionAsync<int>("document.querySelectorAll('#site-rows tr').length");

    private static Task<string> TextAsync(IPage page, string selector) =>
        page.EvaluateFunctionAsync<string>("selector => document.querySelector(selector).innerText", selector);

    private static async Task ClickAsync(IPage page, string items, string about, string button)
    {
        var clicked = await page.EvaluateFunctionAsync<bool>(
            """
            (items, about, button) => {
              const item = [...document.querySelectorAll(items)].find((found) => found.textContent.includes(about));
              const found = item && [...item.querySelectorAll("button")].find((one) => one.textContent === button);
              if (found) found.click();
              return Boolean(found);
            }
            """,
            items,
            about,
            button);
        Assert.True(clicked, $"{items} has no {about} with a button {button}.");
    }

    // Text whose contrast with what is behind it is below what WCAG AA asks for.
    private static Task<string[]> TooFaintAsync(IPage page) => page.EvaluateFunctionAsync<string[]>(
        """
        () => {
          const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          const rgba = (color) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
          const light = ([r, g, b]) => { const [x, y, z] = [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4); return 0.2126 * x + 0.7152 * y + 0.0722 * z; };
          const behind = (node) => { for (let at = node; at; at = at.parentElement) { const color = rgba(getComputedStyle(at).backgroundColor); if (color[3] === 255) return color; } return [255, 255, 255, 255]; };
          const faint = [];
          for (const node of document.querySelectorAll("body *")) {
            if (!node.checkVisibility() || ![...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim())) continue;
            const [a, b] = [light(rgba(getComputedStyle(node).color)), light(behind(node))];
            const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (contrast < 4.5) faint.push(`${contrast.toFixed(2)} ${node.textContent.trim().slice(0, 30)}`);
          }
          return faint;
        }
        """);

    // Controls that a screen reader could not name.
    private static Task<string[]> UnlabelledAsync(IPage page) => page.EvaluateFunctionAsync<string[]>(
        """
        () => [...document.querySelectorAll("input, button, section, table th")]
          .filter((node) => node.checkVisibility())
          .filter((node) => node.tagName === "INPUT" ? !node.labels.length
            : node.tagName === "SECTION" ? !document.getElementById(node.getAttribute("aria-labelledby"))?.textContent
            : node.tagName === "TH" ? !node.scope : !node.textContent.trim())
          .map((node) => node.outerHTML)
        """);

    private async Task<IPage> SignInAsync(int width, string scheme)
    {
        var page = await OpenAsync(width, scheme);
        await EnterAsync(page, GatewayHost.AdminKey);
        await page.WaitForSelectorAsync("#quarantine:not([hidden])");
        return page;
    }

    private async Task<IPage> OpenAsync(int width, string scheme)
    {
        var page = await browser.OpenAsync(width, scheme);
        page.Request += (_, request) => _requested.Add(request.Request.Url);
        page.PageError += (_, error) => _complaints.Add(error.Message);
        page.Console += (_, line) =>
        {
            if (line.Message.Type is ConsoleType.Error or ConsoleType.Warning)
            {
                _complaints.Add(line.Message.Text);
            }
        };
        await page.GoToAsync(new Uri(_city.Host.Client.BaseAddress!, "/ops").ToString());
        return page;
    }

    private static async Task EnterAsync(IPage page, string key)
    {
        await page.TypeAsync("#actor", "李 operator");
        await page.TypeAsync("#key", key);
        await page.ClickAsync("#sign-in button");
    }

    private static async Task OpenSiteAsync(IPage page)
    {
        await ClickAsync(page, "#site-rows tr", "西湖文化广场", "西湖文化广场地下停车场");
        await page.WaitForSelectorAsync("#site:not([hidden])");
    }
}
