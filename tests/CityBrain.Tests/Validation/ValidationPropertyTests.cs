using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Tests.Validation;

public sealed class ValidationPropertyTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void What_goes_up_is_valid_again_and_goes_up_the_same() =>
        RequestGen.Any.Sample(request =>
        {
            var first = Validating.Validate(request.Definition.Name, request.Data);
            Assert.Empty(first.Errors);

            using var sent = JsonDocument.Parse(first.Json!);
            var again = Validating.Validate(request.Definition.Name, sent.RootElement.GetProperty("data").GetRawText());
            Assert.Equal(first.Json, again.Json);
        });

    [Fact]
    public void It_makes_no_difference_whether_characters_came_escaped() =>
        RequestGen.Any.Where(request => !IsConfirmation(request.Definition)).Sample(request => Assert.Equal(
            Validating.Validate(request.Definition.Name, request.Data.ToJsonString()).Json,
            Validating.Validate(request.Definition.Name, request.Data.ToJsonString(Relaxed)).Json));

    [Fact]
    public void What_goes_up_says_what_was_given() =>
        RequestGen.Any.Sample(request =>
        {
            var sent = Validating.Sent(Validating.Validate(request.Definition.Name, request.Data));
            Assert.True(JsonNode.DeepEquals(request.Data, sent), $"{request.Data.ToJsonString()} became {sent.ToJsonString()}");
        });

    [Fact]
    public void The_order_of_the_table_goes_up_whatever_order_was_given() =>
        RequestGen.Any.Sample(request =>
        {
            var sent = Validating.Sent(Validating.Validate(request.Definition.Name, request.Data));
            var table = request.Definition.Request.Where(field => field.Place == FieldPlace.Data).Select(field => field.Name);
            Assert.Equal(table.Append("params").Where(sent.ContainsKey), sent.Select(member => member.Key));
        });

    [Fact]
    public void Each_rule_that_one_field_breaks_is_reported_for_that_field_and_no_other() =>
        RequestGen.Any.SelectMany(request => BreakOf(request.Definition, request.Data).Select(broken => (request, broken))).Sample(
            sample =>
            {
                var (request, broken) = sample;
                var result = Validating.Validate(request.Definition.Name, broken.In(request.Data));
                Assert.Null(result.Json);
                var error = Assert.Single(result.Errors);
                Assert.Equal((broken.Path, broken.Rule), (error.Field, error.Rule));
            },
            iter: 2_000);

    [Fact]
    public void Blanks_that_the_examples_print_change_nothing() =>
        RequestGen.Any.Sample(request =>
        {
            var messy = Messy(request.Definition, request.Data);
            var plain = Validating.Validate(request.Definition.Name, request.Data);
            var result = Validating.Validate(request.Definition.Name, messy);
            Assert.Empty(result.Errors);
            if (!IsConfirmation(request.Definition))
            {
                Assert.Equal(plain.Json, result.Json);
            }
        });

    [Fact]
    public void Requests_that_are_validated_side_by_side_do_not_mix() =>
        RequestGen.Any.Array[1, 50].Sample(
            requests =>
            {
                var one = requests.Select(request => Validating.Validate(request.Definition.Name, request.Data).Json).ToArray();
                var together = requests.AsParallel().AsOrdered()
                    .Select(request => Validating.Validate(request.Definition.Name, request.Data).Json).ToArray();
                Assert.Equal(one, together);
            },
            iter: 20,
            threads: 1);

    private static bool IsConfirmation(InterfaceDefinition definition) =>
        definition.Name.StartsWith("confirm", StringComparison.Ordinal);

    private static Gen<Break> BreakOf(InterfaceDefinition definition, JsonObject data)
    {
        var inner = data["params"] as JsonObject ?? data;
        var payStatus = inner["payStatus"]?.GetValue<int>();
        var fields = definition.Request.Where(field => field.Place != FieldPlace.Form);
        return Gen.OneOf([.. fields.SelectMany(field => Break.Of(field, payStatus))]);
    }

    private static JsonObject Messy(InterfaceDefinition definition, JsonObject data)
    {
        var messy = data.DeepClone().AsObject();
        foreach (var field in definition.Request.Where(field => SampleRequest.Home(messy, field).ContainsKey(field.Name)))
        {
            var home = SampleRequest.Home(messy, field);
            var value = home[field.Name]!.DeepClone();
            home.Remove(field.Name);
            home[$" {field.Name} "] = field.Format switch
            {
                FieldFormat.Plate => " " + value.GetValue<string>() + " ",
                FieldFormat.DateTime or FieldFormat.Date => value.GetValue<string>() + "  ",
                _ => value,
            };
        }

        return messy;
    }
}
