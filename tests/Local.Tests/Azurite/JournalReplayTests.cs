using HzFunctions.Local.Processes;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.Tests.Azurite;

/// <summary>The journal over a full write of Azurite's database: an older one, and one that holds some of it already.</summary>
public sealed class JournalReplayTests
{
    private const string Before =
        """{"collections":[{"name":"rows","maxId":2,"data":[{"$loki":1,"state":"old"},{"$loki":2,"state":"kept"}]},{"name":"gone","data":[]}]}""";

    private static readonly string[] Journal =
    [
        """[{"kind":"put","name":"rows","document":{"$loki":1,"state":"new"}},{"kind":"put","name":"rows","document":{"$loki":3,"state":"brief"}}]""",
        """[{"kind":"create","collection":{"name":"made","maxId":0,"data":[]}},{"kind":"put","name":"made","document":{"$loki":1,"state":"first"}}]""",
        """[{"kind":"remove","name":"rows","id":3},{"kind":"put","name":"rows","document":{"$loki":4,"state":"last"}},{"kind":"drop","name":"gone"}]""",
    ];

    [Fact]
    public async Task Every_change_is_made_in_order()
    {
        var after = JObject.Parse(await ReplayAsync(Before, Journal));

        Assert.Equal(["rows:1=new,2=kept,4=last (4)", "made:1=first (1)"], Describe(after));
    }

    [Fact]
    public async Task What_a_full_write_holds_already_may_come_again()
    {
        for (var held = 0; held <= Journal.Length; held++)
        {
            var later = await ReplayAsync(Before, Journal[..held]);

            var after = JObject.Parse(await ReplayAsync(later, Journal));

            Assert.Equal(["rows:1=new,2=kept,4=last (4)", "made:1=first (1)"], Describe(after));
        }
    }

    [Fact]
    public async Task Without_changes_the_text_is_left_alone()
    {
        Assert.Equal(Before, await ReplayAsync(Before, []));
    }

    private static IEnumerable<string> Describe(JObject database) =>
        database["collections"]!.Select(collection =>
            $"{collection["name"]}:{string.Join(',', collection["data"]!.Select(row => $"{row["$loki"]}={row["state"]}"))} ({collection["maxId"]})");

    private static async Task<string> ReplayAsync(string text, string[] lines)
    {
        const string script = "const [module, text, ...lines] = process.argv.slice(1); console.log(require(module).applyLines(text, lines));";
        var folder = Path.Combine(RepositoryFolder.Root, "local", "Azurite");
        var (exitCode, output) = await Command.RunAsync(
            "node", ["-e", script, Path.Combine(folder, "journal-replay.cjs"), text, .. lines], folder, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, output);
        return output;
    }
}
