using CsCheck;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Tests.Journal;

public sealed class ReceiptIdTests
{
    [Fact]
    public void A_receipt_says_which_record_it_is_for() =>
        Gen.String[1, 20].Sample(id =>
        {
            var key = RowKeyText.Join(id);
            Assert.Equal(("uploadCarInData", key), ReceiptId.Parse(ReceiptId.Of("uploadCarInData", key)));
        });

    [Theory]
    [InlineData("")]
    [InlineData("uploadCarInData")]
    [InlineData("uploadCarInData.")]
    [InlineData(".a1")]
    [InlineData("getPayResult.a1")]
    [InlineData("uploadcarindata.a1")]
    [InlineData("uploadCarInData.a1|E")]
    [InlineData("uploadCarInData.a'1")]
    [InlineData("uploadCarInData.a/1")]
    [InlineData("uploadCarInData.a\n1")]
    public void Text_that_is_no_receipt_is_not_read_as_one(string text) => Assert.Null(ReceiptId.Parse(text));
}
