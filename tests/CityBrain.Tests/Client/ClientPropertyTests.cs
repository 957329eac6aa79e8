using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;
using HzFunctions.CityBrain.Client;
using Microsoft.AspNetCore.WebUtilities;

namespace HzFunctions.CityBrain.Tests.Client;

public sealed class ClientPropertyTests
{
    private static readonly string[] Interfaces =
        ["uploadHeartbeat", "getPayResult", "getOverDueResult", "downUID", "checkDailyBill", "queryParkingCode", "uploadCheckRecord"];

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "d83d", "\\ud83d", "\\udE00", "\\\\",
        "\"resultCode\":", "\"msg\":", "\"data\":", "\"result\":", "\"payStatus\":",
        "\"detail\":", "\"UID\":", "\"200\"", "200", "1e400", "-", "null", "true", "字", "\uFEFF", "\0", " ", "//", "/*",
    ];

    [Fact]
    public async Task Any_photo_arrives_as_it_was_given()
    {
        await Gen.Byte.Array[0, 30_000].SampleAsync(
            async photo =>
            {
                using var handler = new CannedHandler(Encoding.UTF8.GetBytes(ClientFixture.AcceptedJson), HttpStatusCode.OK);
                using var fixture = new ClientFixture(handler);
                var file = Convert.ToBase64String(photo);

                await fixture.SendAsync(new Uri("http://city.example"), "uploadPhoto", file);

                using var reader = new FormReader(new MemoryStream(handler.Sent!)) { ValueLengthLimit = int.MaxValue };
                Assert.Equal(file, (await reader.ReadFormAsync(TestContext.Current.CancellationToken))["file"].ToString());
            },
            iter: 100);
    }

    [Fact]
    public async Task Whatever_comes_back_is_one_of_the_outcomes_and_its_body_can_be_read_to_the_end()
    {
        var texts = Gen.OneOf(Pieces).Array[0, 20].Select(string.Concat);
        var bodies = Gen.OneOf(
            Gen.Byte.Array[0, 60],
            texts.Select(Encoding.UTF8.GetBytes),
            texts.Select(text => Encoding.UTF8.GetBytes($$"""{"resultCode":"200","data":"{{text}}"}""")));
        await Gen.Select(bodies, Gen.OneOf(Interfaces)).SampleAsync(
            async (body, name) =>
            {
                var answer = await Answered.WithAsync(body, name);

                Assert.Equal(answer.Outcome == AnswerOutcome.NothingAnswered, answer.Body is null);
                if (answer.Body is { } root)
                {
                    ReadToTheEnd(root);
                    ReadAsEverything(root);
                }
            },
            iter: 4_000);
    }

    private static void ReadAsEverything(JsonElement root)
    {
        PayResultAnswer.Read(root);
        DeparturePayInfoAnswer.Read(root);
        CheckRecordAnswer.Read(root);
        DownUidAnswer.Read(root);
        ParkingCodeAnswer.Read(root);
        HeartbeatAnswer.Read(root);
        DailyBillAnswer.Read(root);
    }

    private static void ReadToTheEnd(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                Assert.NotNull(member.Name);
                ReadToTheEnd(member.Value);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                ReadToTheEnd(item);
            }
        }
        else if (element.ValueKind == JsonValueKind.String)
        {
            Assert.NotNull(element.GetString());
        }
    }
}
