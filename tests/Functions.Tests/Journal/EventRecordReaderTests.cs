using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Tests.Validation;
using HzFunctions.CityBrain.Validation;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.Journal;

public sealed class EventRecordReaderTests
{
    private static readonly RequestValidator Validator = new(StandardCatalogue.Instance);

    public static TheoryData<string> Events =>
        [.. StandardCatalogue.Instance.Interfaces.Where(definition => definition.Role == UplinkRole.Event).Select(definition => definition.Name)];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_has_a_key_and_a_day_though_only_what_is_required_is_sent(string name)
    {
        var definition = StandardCatalogue.Instance.Find(name)!;
        var data = SampleRequest.Of(name);
        foreach (var field in definition.Request.Where(field => field.Requirement != Requirement.Required))
        {
            data.Remove(field.Name);
        }

        var valid = Validator.Validate(definition, JsonSerializer.SerializeToElement(data));
        Assert.Empty(valid.Errors);
        var record = EventRecordReader.Read(name, valid.Json!, photo: null)!;

        Assert.NotEmpty(record.Key);
        Assert.Matches("^20[0-9]{6}$", record.Day);
    }

    [Fact]
    public void Every_event_interface_of_the_standard_has_a_kind_of_record_and_no_other_has() =>
        Assert.All(
            StandardCatalogue.Instance.Interfaces,
            definition => Assert.Equal(definition.Role == UplinkRole.Event, RecordKind.IsKnown(definition.Name)));

    [Fact]
    public void A_plate_is_in_no_key()
    {
        var record = Read("uploadMonthlyFee", SampleRequest.Of("uploadMonthlyFee"))!;

        Assert.DoesNotContain("浙", record.Key, StringComparison.Ordinal);
        Assert.Null(record.Uid);
    }

    [Fact]
    public void D5_contents_that_differ_in_anything_but_uploadTime_differ()
    {
        var data = SampleRequest.Of("uploadCarInData");
        var hash = Read("uploadCarInData", data)!.ContentHash;

        data["uploadTime"] = "2030-01-01 00:00:00";
        Assert.Equal(hash, Read("uploadCarInData", data)!.ContentHash);
        data["extra"] = 1;
        Assert.NotEqual(hash, Read("uploadCarInData", data)!.ContentHash);
    }

    [Fact]
    public void D5_two_photos_with_the_same_data_differ()
    {
        var payload = new JsonObject { ["data"] = SampleRequest.Of("uploadPhoto") }.ToJsonString();

        Assert.NotEqual(
            EventRecordReader.Read("uploadPhoto", payload, ("blob", "hash1"))!.ContentHash,
            EventRecordReader.Read("uploadPhoto", payload, ("blob", "hash2"))!.ContentHash);
    }

    [Fact]
    public void D5_an_id_whose_key_would_be_too_long_makes_no_record()
    {
        var data = SampleRequest.Of("uploadCarInData");
        data["arriveID"] = new string('|', 67);

        Assert.Null(Read("uploadCarInData", data));
    }

    private static EventRecord? Read(string name, JsonObject data) =>
        EventRecordReader.Read(name, new JsonObject { ["data"] = data.DeepClone() }.ToJsonString(), photo: null);
}
