using System.Globalization;
using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Validation;

namespace HzFunctions.Bench.Validation;

/// <summary>Validates an arrival of 14 fields: how often per second on one core, beside the parser alone.</summary>
internal static class ValidationBench
{
    private static readonly byte[] CarIn =
        """
        {"data":{"plateNo":"浙A01C01","plateColor":1,"parkingCode":"1001","operatorCode":"01C001","gateNo":"1",
        "totalBerthNum":150,"openBerthNum":150,"freeBerthNum":70,"arriveTime":"2015-09-01 09:10:11","parkingType":1,
        "entryNum":"01","uid":"01001120181012093022567","arriveID":"1","uploadTime":"2015-09-01 09:10:11"}}
        """u8.ToArray();

    public static int Run(TextWriter output)
    {
        var validator = new RequestValidator(StandardCatalogue.Instance);
        var definition = StandardCatalogue.Instance.Find("uploadCarInData")!;
        using var parsed = JsonDocument.Parse(CarIn);
        var data = parsed.RootElement.GetProperty("data");
        if (!validator.Validate(definition, data).IsValid)
        {
            output.WriteLine("The arrival is not valid: nothing was measured.");
            return 1;
        }

        Report(output, "parse alone", MeasuredLoop.BestRate(() => JsonDocument.Parse(CarIn).Dispose()));
        Report(output, "validate a parsed arrival", MeasuredLoop.BestRate(() => validator.Validate(definition, data)));
        Report(output, "parse and validate", MeasuredLoop.BestRate(() =>
        {
            using var document = JsonDocument.Parse(CarIn);
            validator.Validate(definition, document.RootElement.GetProperty("data"));
        }));
        return 0;
    }

    private static void Report(TextWriter output, string what, double rate) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-26} {rate,12:N0} per second and core"));
}
