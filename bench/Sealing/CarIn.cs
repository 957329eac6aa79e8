using System.Text;

namespace HzFunctions.Bench.Sealing;

/// <summary>The message that is sealed most often: an arrival of 302 bytes.</summary>
internal static class CarIn
{
    public const string Json =
        """{"data":{"uid":"1001012026""" +
        """112309102256789","arriveID":"A-1","plateNo":"浙A01C01","parkingCode":"1001","entryNum":"01","operatorCode":"01C""" +
        """001","totalBerthNum":150,"openBerthNum":130,"freeBerthNum":70,"arriveTime":"2026-11-23 09:10:05","parkingType":""" +
        """1,"plateColor":1,"uploadTime":"2026-11-23 09:10:11"}}""";

    private const int Padding = 11;

    /// <summary>The private-key operations that a key of this size needs: one for each block, and one for the sign.</summary>
    public static int Operations(int keyBits)
    {
        var perBlock = (keyBits / 8) - Padding;
        return ((Encoding.UTF8.GetByteCount(Json) + perBlock - 1) / perBlock) + 1;
    }
}
