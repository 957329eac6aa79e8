namespace HzFunctions.Functions.Journal;

/// <summary>How records of one event interface are told apart and to which business day they belong.</summary>
/// <param name="Interface">The interface's name in the standard.</param>
/// <param name="KeyFields">The fields whose values together identify a record.</param>
/// <param name="DayField">The field that decides the business day (R64).</param>
internal sealed record RecordKind(string Interface, IReadOnlyList<string> KeyFields, string DayField)
{
    /// <summary>Arrivals go before everything else of their uid.</summary>
    public const string Arrival = "uploadCarInData";

    /// <summary>A vehicle has left.</summary>
    public const string Departure = "uploadCarOutData";

    /// <summary>A bill was paid; its amount counts in the daily reconciliation (R65).</summary>
    public const string Payment = "uploadPayRecord";

    /// <summary>Photos are a lane of their own after the arrival.</summary>
    public const string Photo = "uploadPhoto";

    /// <summary>A state and not a fact: an unsent older one is superseded.</summary>
    public const string ParkingState = "uploadParkingState";

    // The standard gives monthly fees and parking info no id of their own.
    private static readonly Dictionary<string, RecordKind> ByInterface = new RecordKind[]
    {
        new(Arrival, ["arriveID"], "arriveTime"),
        new(Departure, ["endID"], "endTime"),
        new(Photo, ["photoID"], "time"),
        new(Payment, ["billID"], "dealTime"),
        new(ParkingState, ["uploadTime"], "uploadTime"),
        new("uploadParkingInfo", ["uploadTime"], "uploadTime"),
        new("uploadMonthlyFee", ["plateNo", "payDate", "validStartDate"], "payDate"),
        new("uploadInvoiceInfo", ["bilID", "status"], "applyTime"),
    }.ToDictionary(kind => kind.Interface, StringComparer.Ordinal);

    /// <summary>The kind of an event interface; throws for any other, which is never journalled.</summary>
    public static RecordKind Of(string interfaceName) => ByInterface[interfaceName];

    /// <summary>True for what the daily reconciliation counts (R63).</summary>
    public static bool IsReconciled(string interfaceName) => interfaceName is Arrival or Departure or Payment or Photo;

    /// <summary>True when <paramref name="interfaceName"/> is an event interface.</summary>
    public static bool IsKnown(string interfaceName) => ByInterface.ContainsKey(interfaceName);
}
