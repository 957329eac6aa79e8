using System.Text.Json;
using HzFunctions.Bench.Reporting;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Validation;

namespace HzFunctions.Bench.Validation;

/// <summary>Validates an arrival of 14 fields: how often per second on one core, beside the parser alone.</summary>
internal sealed class ValidationBench : IBench
{
    private const int Aim = 100_000;

    private static readonly byte[] CarIn =
        """
        {"data":{"plateNo":"浙A01C01","plateColor":1,"parkingCode":"1001","operatorCode":"01C001","gateNo":"1",
        "totalBerthNum":150,"openBerthNum":150,"freeBerthNum":70,"arriveTime":"2015-09-01 09:10:11","parkingType":1,
        "entryNum":"01","uid":"01001120181012093022567","arriveID":"1","uploadTime":"2015-09-01 09:10:11"}}
        """u8.ToArray();

    public string Name => "validation";

    public Task<Finding> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var validator = new RequestValidator(StandardCatalogue.Instance);
        var definition = StandardCatalogue.Instance.Find("uploadCarInData")!;
        using var parsed = JsonDocument.Parse(CarIn);
        var data = parsed.RootElement.GetProperty("data");
        if (!validator.Validate(definition, data).IsValid)
        {
            throw new InvalidOperationException("The arrival is not valid: nothing can be measured.");
        }

        var table = new MarkdownTable("one core", "per second", $"of the aim of {Figure.Count(Aim)}");
        Add("parse alone", () => JsonDocument.Parse(CarIn).Dispose());
        Add("validate a parsed arrival", () => validator.Validate(definition, data));
        Add("parse and validate", () =>
        {
            using var document = JsonDocument.Parse(CarIn);
            validator.Validate(definition, document.RootElement.GetProperty("data"));
        });
        return Task.FromResult(new Finding
        {
            Title = "Validation",
            Method = """
                A car-in of 14 fields is checked against its table and written anew as it goes up, on one thread: the best of several rounds
                of a second.
                """,
            Tables = [table],
        });

        void Add(string what, Action call)
        {
            var rate = MeasuredLoop.BestRate(call);
            table.Add(what, Figure.Count(rate), Figure.Percent(rate / Aim));
        }
    }
}
