using System.Text.Json;
using HzFunctions.Local.Accounts;
using HzFunctions.Local.Run;
using HzFunctions.Local.Run.Closing;
using HzFunctions.Local.Tests.Accounts;
using HzFunctions.Local.Tests.Conditions;
using Spectre.Console;

namespace HzFunctions.Local.Tests.Run;

public sealed class AccountsViewTests
{
    private static readonly FinalAccounts Good = new Books().Event("uploadCarInData", "A-1", 1, 2).Close();
    private static readonly FinalAccounts Bad = new Books().Event("uploadCarInData", "A-1", 1, 2, atCity: false).Close();

    [Fact]
    public void Balanced_accounts_say_so_and_add_up()
    {
        var text = Write(Good, restarts: 2);

        Assert.Contains("The accounts balance. 2 restarts.", text, StringComparison.Ordinal);
        Assert.Matches(@"A00001/1001 │\s+1 │\s+1 │\s+0 │\s+0 │", text);
        Assert.DoesNotContain("superseded", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Bills_have_a_table_of_their_own_and_a_part_in_the_report()
    {
        using var folder = new TemporaryFolder();
        var accounts = BillBook.Paid().ReportedAfter().Close();
        AccountsReport.Of(accounts, default, default, new RestartLog()).WriteTo(folder.File("accounts.json"));

        var bills = JsonElement.Parse(File.ReadAllText(folder.File("accounts.json"))).GetProperty("bills")[0];
        Assert.Equal(1, bills.GetProperty("states").GetProperty("settled").GetInt32());
        Assert.Equal(1, bills.GetProperty("settledBy").GetProperty("payResult").GetInt32());
        Assert.Matches(@"paid, by a message +│\s+1 │\s+1 │", Write(accounts, restarts: 0));
        Assert.Matches(@"unpaid +│\s+0 │\s+0 │", Write(accounts, restarts: 0));
        Assert.DoesNotContain("Bills", Write(Good, restarts: 0), StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_are_named_with_their_receipts()
    {
        var text = Write(Bad, restarts: 0);

        Assert.Contains("The accounts do not balance: 1 faults.", text, StringComparison.Ordinal);
        Assert.Contains("Lost A00001/1001 uploadCarInData A-1 (receipt r-A-1)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_says_the_same_to_programs()
    {
        using var folder = new TemporaryFolder();
        var restarts = new RestartLog();
        restarts.Add("handler died", DateTimeOffset.UnixEpoch);
        var file = folder.File("reports", "accounts.json");

        AccountsReport.Of(Bad, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMinutes(1), restarts).WriteTo(file);

        var report = JsonElement.Parse(File.ReadAllText(file));
        Assert.False(report.GetProperty("balanced").GetBoolean());
        Assert.Equal(1, report.GetProperty("accepted").GetInt32());
        Assert.Equal(1, report.GetProperty("states").GetProperty("forwarded").GetInt32());
        Assert.Equal("lost", report.GetProperty("imbalances")[0].GetProperty("kind").GetString());
        Assert.Equal("handler died", report.GetProperty("restarts")[0].GetProperty("text").GetString());
        Assert.Equal("1001", report.GetProperty("sites")[0].GetProperty("parkingCode").GetString());
    }

    [Fact]
    public void Nobody_has_to_want_a_report()
    {
        Assert.Null(Record.Exception(() => AccountsReport.Of(Good, default, default, new RestartLog()).WriteTo(null)));
    }

    private static string Write(FinalAccounts accounts, int restarts)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });
        console.Profile.Width = 160;
        AccountsView.Write(console, accounts, restarts);
        return output.ToString();
    }
}
