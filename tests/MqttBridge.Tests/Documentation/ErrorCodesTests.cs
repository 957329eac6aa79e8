using HzFunctions.Local;
using HzFunctions.MqttBridge.Envelopes;

namespace HzFunctions.MqttBridge.Tests.Documentation;

/// <summary>Whoever is woken by the alarm finds the reason explained.</summary>
public sealed class ErrorCodesTests
{
    [Theory]
    [InlineData("error-codes.md")]
    [InlineData("error-codes.zh-CN.md")]
    public async Task Every_reason_for_the_quarantine_is_explained_in_both_languages(string document)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "docs", document), TestContext.Current.CancellationToken);

        Assert.All(Enum.GetNames<QuarantineReason>(), reason => Assert.Contains($"| `{reason}` |", text, StringComparison.Ordinal));
    }
}
