namespace HzFunctions.Functions.Reconciliation;

/// <summary>What is next to be done about a day, as rows and answers spell it. Each phase is one activity.</summary>
internal static class ReconciliationPhase
{
    /// <summary>Waits until no record of the day is pending.</summary>
    public const string Settling = "settling";

    /// <summary>Counts, and asks the city brain (uploadCheckRecord).</summary>
    public const string Checking = "checking";

    /// <summary>Compares a part that is off (downUID), and sends again what is missing.</summary>
    public const string Comparing = "comparing";

    /// <summary>Compares the bills (checkDailyBill), and ends.</summary>
    public const string Bills = "bills";

    /// <summary>It is over.</summary>
    public const string Over = "over";
}

/// <summary>How a day ended.</summary>
internal static class ReconciliationOutcome
{
    /// <summary>对账平: both sides have the same.</summary>
    public const string Balanced = "balanced";

    /// <summary>对账不平 after the last round.</summary>
    public const string Unbalanced = "unbalanced";

    /// <summary>So much is missing, or the city brain's list cannot be trusted, that nothing was sent again.</summary>
    public const string Refused = "refused";

    /// <summary>Records of the day were pending for too long.</summary>
    public const string NotSettled = "notSettled";

    /// <summary>The city brain gave no answer that could be used.</summary>
    public const string Unanswered = "unanswered";

    /// <summary>Bills are not ours to compare.</summary>
    public const string NotOurs = "notOurs";
}

/// <summary>Why nothing of a part was sent again.</summary>
internal static class RefusalReason
{
    /// <summary>A larger share is missing than may be.</summary>
    public const string Percent = "percent";

    /// <summary>More records are missing than may be.</summary>
    public const string Records = "records";

    /// <summary>The list is so long that it may have been cut.</summary>
    public const string Cut = "cut";

    /// <summary>The list cannot be read.</summary>
    public const string Unreadable = "unreadable";
}
