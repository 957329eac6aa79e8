using HzFunctions.CityBrain.Validation;

namespace HzFunctions.CityBrain.Tests.Validation;

public sealed class PhotoFileTests
{
    private static readonly byte[] Smallest = [0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 0xFF, 0xD9];

    [Fact]
    public void R20_a_JPEG_is_taken_with_all_its_bytes()
    {
        var reading = PhotoFile.Read(Convert.ToBase64String(Smallest));
        Assert.Empty(reading.Errors);
        Assert.Equal(Smallest, reading.Jpeg);
    }

    [Fact]
    public void R20_a_camera_may_fill_its_last_block_with_zeros() =>
        Assert.Empty(PhotoFile.Read(Convert.ToBase64String([.. Smallest, .. new byte[500]])).Errors);

    [Theory]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0x00, 0, 2, 0xFF, 0xD9 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 0xFF })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xD9 })]
    [InlineData(new byte[] { 0xFF, 0xD8 })]
    [InlineData(new byte[] { 0x3C, 0x3F, 0x70, 0x68, 0x70 })]
    public void R20_what_is_no_JPEG_by_its_bytes_is_refused(byte[] bytes)
    {
        var reading = PhotoFile.Read(Convert.ToBase64String(bytes));
        Assert.Null(reading.Jpeg);
        Assert.Equal($"file: Base64 of {bytes.Length} bytes is no JPEG (照片文件)", Assert.Single(reading.Errors).Message);
    }

    [Fact]
    public void R21_a_photo_has_at_most_500000_characters_of_Base64()
    {
        var largest = Convert.ToBase64String([.. Smallest, .. new byte[375_000 - Smallest.Length]]);
        Assert.Equal(PhotoFile.MaximumLength, largest.Length);
        Assert.Empty(PhotoFile.Read(largest).Errors);

        var error = Assert.Single(PhotoFile.Read(largest + "AAAA").Errors);
        Assert.Equal(("file", FieldRule.Length, "a string of 500004 characters"), (error.Field, error.Rule, error.Found));
    }

    [Fact]
    public void R21_line_breaks_are_no_part_of_the_Base64()
    {
        var largest = Convert.ToBase64String(
            [.. Smallest, .. new byte[375_000 - Smallest.Length]], Base64FormattingOptions.InsertLineBreaks);
        Assert.Equal(375_000, PhotoFile.Read(largest).Jpeg?.Length);
    }

    [Theory]
    [InlineData("/9j/4AAC/9")]
    [InlineData("/9j/4AAC /9k=")]
    [InlineData("_9j_4AAC_9k=")]
    [InlineData("data:image/jpeg;base64,/9j/4AAC/9k=")]
    [InlineData("照片")]
    [InlineData("====")]
    public void What_is_no_Base64_is_refused(string file) =>
        Assert.Equal(
            $"file: a string of {file.Length} characters is no Base64 (照片文件)",
            Assert.Single(PhotoFile.Read(file).Errors).Message);

    [Theory]
    [InlineData(null, "nothing")]
    [InlineData("", "an empty string")]
    public void A_photo_is_required(string? file, string found)
    {
        var error = Assert.Single(PhotoFile.Read(file).Errors);
        Assert.Equal(("file", FieldRule.Required, found), (error.Field, error.Rule, error.Found));
    }

    [Fact]
    public void R22_a_photo_inside_the_encrypted_data_is_refused()
    {
        var error = Validating.ErrorOf("uploadPhoto", data => data["file"] = Convert.ToBase64String(Smallest));
        Assert.Equal(("file", FieldRule.Place), (error.Field, error.Rule));
    }
}
