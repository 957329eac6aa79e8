namespace HzFunctions.CityBrain.Catalogue;

/// <summary>The conditions that the standard's tables know for a field that is not simply required or optional.</summary>
public enum FieldCondition
{
    /// <summary>No condition.</summary>
    None,

    /// <summary>Empty when payStatus (账单支付完成状态) is 0, required when it is 1 (§3.2.4, §3.2.6 to §3.2.9).</summary>
    FilledOncePaid,

    /// <summary>Empty or -1 when payStatus is 1, the number of the message answered when it is 0 (requestId of §3.2.6).</summary>
    AnswersAQuery,

    /// <summary>May be empty, unless the car park has several exits and supports ETC (outNum of §3.2.4).</summary>
    RequiredForSeveralExits,
}
