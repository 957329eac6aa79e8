using HzFunctions.Local.Run.Setup;
using HzFunctions.Local.Tests.Conditions;

namespace HzFunctions.Local.Tests.Run;

public sealed class StateFolderTests : IDisposable
{
    private readonly TemporaryFolder _parent = new();

    private string FolderPath => _parent.File("state");

    public void Dispose() => _parent.Dispose();

    [Fact]
    public void A_folder_belongs_to_one_run_at_a_time()
    {
        using var first = StateFolder.Claim(FolderPath);

        var refusal = Assert.Throws<InvalidOperationException>(() => StateFolder.Claim(FolderPath));

        Assert.Contains("--state", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_free_again_when_its_run_is_over()
    {
        StateFolder.Claim(FolderPath).Dispose();

        using var second = StateFolder.Claim(FolderPath);
        Assert.True(Directory.Exists(second.Path));
    }
}
