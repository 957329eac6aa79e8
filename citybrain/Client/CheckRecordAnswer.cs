using System.Text.Json;

namespace HzFunctions.CityBrain.Client;

/// <summary>What of a day does not balance (对账标志, §3.3.1 uploadCheckRecord). A mark that is missing or unreadable is null.</summary>
/// <param name="AccountMark">对账标志: 0 balanced, else the sum of 1 arrivals, 2 departures, 4 bills.</param>
/// <param name="PhotoMark">图片对账标志: 0 consistent, 1 not.</param>
public sealed record CheckRecordAnswer(long? AccountMark, long? PhotoMark)
{
    /// <summary>Whether both marks were sent and are among the codes of the data dictionary.</summary>
    public bool IsReadable => AccountMark is >= 0 and <= 7 && PhotoMark is 0 or 1;

    /// <summary>Whether everything balances.</summary>
    public bool Balances => AccountMark == 0 && PhotoMark == 0;

    /// <summary>Whether the arrivals (到达) are off.</summary>
    public bool ArrivalsAreOff => Has(1);

    /// <summary>Whether the departures (离开) are off.</summary>
    public bool DeparturesAreOff => Has(2);

    /// <summary>Whether the number or the amount of the bills (账单) is off.</summary>
    public bool BillsAreOff => Has(4);

    /// <summary>Whether the photos (图片) are off.</summary>
    public bool PhotosAreOff => PhotoMark is not (null or 0);

    /// <summary>Reads an answer.</summary>
    public static CheckRecordAnswer Read(JsonElement body) => new(body.WholeNumber("accountMark"), body.WholeNumber("photoMark"));

    private bool Has(long part) => AccountMark is { } mark && (mark & part) != 0;
}
