using HzFunctions.Local.CitySimulator.Checks;

namespace HzFunctions.Local.Tests.CitySimulator;

public sealed class PhotoCheckerTests
{
    private static readonly byte[] SmallestJpeg = [0xFF, 0xD8, 0xFF, 0xD9, 0xFF, 0xD9];

    [Fact]
    public void R20_A_jpeg_is_taken()
    {
        Assert.Equal(SmallestJpeg, PhotoChecker.Read(Convert.ToBase64String(SmallestJpeg)).Bytes);
    }

    [Theory]
    [InlineData(null, "is required")]
    [InlineData("", "is required")]
    [InlineData("/9j/ 2Q==", "is no Base64")]
    [InlineData("???", "is no Base64")]
    [InlineData("iVBORw0KGgo=", "is no JPEG")]
    [InlineData("/9j/AAAA", "is no JPEG")]
    public void R20_What_is_no_jpeg_is_refused_with_the_reason(string? file, string rule)
    {
        Assert.Equal(new FieldFault("file", rule), PhotoChecker.Read(file).Fault);
    }

    [Fact]
    public void R21_A_photo_has_at_most_500000_characters()
    {
        Assert.NotNull(PhotoChecker.Read(Jpeg(375_000)).Bytes);
        Assert.Equal("is longer than 500000 characters", PhotoChecker.Read(Jpeg(375_003)).Fault?.Rule);
    }

    private static string Jpeg(int length)
    {
        var bytes = new byte[length];
        SmallestJpeg.AsSpan(0, 4).CopyTo(bytes);
        SmallestJpeg.AsSpan(4).CopyTo(bytes.AsSpan(length - 2));
        return Convert.ToBase64String(bytes);
    }
}
