using System.Collections.Concurrent;
using HzFunctions.Local.Azurite;
using HzFunctions.Local.Tests.Conditions;

namespace HzFunctions.Local.Tests.Azurite;

/// <summary>Over a lock file without packages, so that npm needs no registry.</summary>
public sealed class AzuriteInstallationTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _reports = new();

    public AzuriteInstallationTests()
    {
        File.WriteAllText(_folder.File("package.json"), """{ "name": "nothing", "version": "1.0.0" }""");
        WriteLock("");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_installed_once_also_when_several_ask_at_the_same_time()
    {
        await Task.WhenAll(Installation().EnsureAsync(Token), Installation().EnsureAsync(Token), Installation().EnsureAsync(Token));
        await Installation().EnsureAsync(Token);

        Assert.Single(_reports);
    }

    [Fact]
    public async Task Another_lock_file_is_installed_anew()
    {
        await Installation().EnsureAsync(Token);
        WriteLock(" ");

        await Installation().EnsureAsync(Token);

        Assert.Equal(2, _reports.Count);
    }

    [Fact]
    public async Task Without_Node_it_says_what_is_needed()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Installation("no-such-node-here").EnsureAsync(Token));

        Assert.Contains("needs Node.js 20 or later", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_npm_fails_its_words_are_passed_on()
    {
        File.WriteAllText(_folder.File("package-lock.json"), "{");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Installation().EnsureAsync(Token));

        Assert.Contains("npm could not install Azurite", error.Message, StringComparison.Ordinal);
        Assert.Contains("npm error", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_committed_lock_file_names_no_registry()
    {
        var text = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "local", "Azurite", "package-lock.json"));

        Assert.DoesNotContain("\"resolved\"", text, StringComparison.Ordinal);
        Assert.Contains("\"node_modules/azurite\"", text, StringComparison.Ordinal);
    }

    private void WriteLock(string more) => File.WriteAllText(
        _folder.File("package-lock.json"),
        """{ "name": "nothing", "version": "1.0.0", "lockfileVersion": 3, "packages": { "": { "name": "nothing", "version": "1.0.0" } } }""" + more);

    private AzuriteInstallation Installation(string node = "node") => new(_folder.Path, TimeProvider.System, _reports.Enqueue, node);
}
