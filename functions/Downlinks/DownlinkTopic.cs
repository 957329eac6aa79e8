namespace HzFunctions.Functions.Downlinks;

/// <summary>One of the five kinds of messages that the city brain sends down (下行数据, R7), or of those that we have for car parks ourselves.</summary>
/// <param name="Name">The interface's name, as the topic spells it.</param>
/// <param name="Answer">The interface that answers it; empty: none.</param>
/// <param name="SubjectFields">The fields that say what it is about; of messages about the same thing the newest counts (R14). Empty: no message replaces another.</param>
internal sealed record DownlinkTopic(string Name, string Answer, IReadOnlyList<string> SubjectFields)
{
    /// <summary>车辆签约信息下发 (§3.2.1).</summary>
    public static readonly DownlinkTopic DeparturePayInfo = new("departurePayInfo", "confirmDeparturePayInfo", ["plateColor", "plateNo"]);

    /// <summary>车辆账单信息查询 (§3.2.5): the one that asks.</summary>
    public static readonly DownlinkTopic Fee = new("fee", "uploadFee", []);

    /// <summary>账单支付结果通知 (§3.2.7).</summary>
    public static readonly DownlinkTopic PayResult = new("payResult", "confirmPayResult", ["billID"]);

    /// <summary>欠费通知 (§4.3.2).</summary>
    public static readonly DownlinkTopic OverDueResult = new("overDueResult", "confirmOverDueResult", ["plateNo"]);

    /// <summary>电子发票开票状态 (§4.5.1).</summary>
    public static readonly DownlinkTopic InvoiceInfo = new("InvoiceInfo", "confirmInvoiceInfo", ["bilID"]);

    /// <summary>Ours, in the standard's words for a payment result: a payment that was found by asking, or that came as an answer.</summary>
    public static readonly DownlinkTopic BillPaid = new("billPaid", string.Empty, []) { ShownAs = "payResult" };

    /// <summary>Ours: an application was refused after the car park had been left without an answer.</summary>
    public static readonly DownlinkTopic ApplyPaymentResult = new("applyPaymentResult", string.Empty, []);

    /// <summary>Ours: a bill that was paid in cash is still owed at the city brain until cancelOverDueBill says otherwise (R74).</summary>
    public static readonly DownlinkTopic CancelOverDueBillReminder = new("cancelOverDueBillReminder", string.Empty, []);

    /// <summary>Ours: the ground lock of a booked space is to be lowered (地锁下降, §4.6.8); whether it was, the acknowledgement says.</summary>
    public static readonly DownlinkTopic GroundLockDown = new("groundLockDown", string.Empty, []) { ValidFor = TimeSpan.FromSeconds(8) };

    /// <summary>Ours: a vehicle stands at a space that is booked for another.</summary>
    public static readonly DownlinkTopic BookedSpaceOccupied = new("bookedSpaceOccupied", string.Empty, []);


    /// <summary>Ours: a car park that was offline is back, and the berths that are left there are wanted (R18).</summary>
    public static readonly DownlinkTopic UploadParkingStateReminder = new("uploadParkingStateReminder", string.Empty, []);

    private static readonly DownlinkTopic[] All =
    [
        DeparturePayInfo, Fee, PayResult, OverDueResult, InvoiceInfo, BillPaid, ApplyPaymentResult, CancelOverDueBillReminder, GroundLockDown, BookedSpaceOccupied,
        UploadParkingStateReminder,
    ];

    /// <summary>The name that car parks see.</summary>
    public string ShownAs { get; init; } = Name;

    /// <summary>True for what we tell the car park ourselves: nobody waits for a confirmation.</summary>
    public bool IsOurs => Answer.Length == 0;

    /// <summary>True for the message that asks the car park something: its answer is no confirmation.</summary>
    public bool Asks => ReferenceEquals(this, Fee);

    /// <summary>True for the message that orders something of the car park: somebody waits for its word.</summary>
    public bool Orders => ValidFor is not null;

    /// <summary>How long after it is given an order may be carried out; null for what orders nothing.</summary>
    public TimeSpan? ValidFor { get; private init; }

    /// <summary>The topic of a name, or null when there is none.</summary>
    public static DownlinkTopic? Find(string name) => Array.Find(All, topic => topic.Name == name);
}
