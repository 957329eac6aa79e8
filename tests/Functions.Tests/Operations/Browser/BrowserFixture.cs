using HzFunctions.Tests.Shared;
using PuppeteerSharp;

namespace HzFunctions.Functions.Tests.Operations.Browser;

/// <summary>A headless Chromium for the tests of a class; without one they are skipped.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IBrowser? _browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A new page with a size and a colour scheme, in a session of its own.</summary>
    /// <param name="width">In CSS pixels.</param>
    /// <param name="scheme">light or dark.</param>
    internal async Task<IPage> OpenAsync(int width, string scheme)
    {
        // As root, which a CI machine's user often is, Chromium has no sandbox. It opens nothing but our own page.
        _browser ??= await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = RequiredTool.Find("chromium"),
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=en"],
            Timeout = 120_000,
            ProtocolTimeout = 120_000,
        });
        var context = await _browser.CreateBrowserContextAsync();
        var page = await context.NewPageAsync();
        page.DefaultTimeout = 120_000;
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 800, IsMobile = width < 600, HasTouch = width < 600 });
        await page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }
}
