using System.Globalization;
using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Validation;

/// <summary>What the conditions of a table depend on, in one request.</summary>
/// <param name="PayStatus">payStatus (账单支付完成状态), or null where it is absent or no code.</param>
/// <param name="SeveralExitsWithEtc">See <see cref="ValidationSettings.SeveralExitsWithEtc"/>.</param>
internal readonly record struct FieldSituation(int? PayStatus, bool SeveralExitsWithEtc)
{
    /// <summary>Why a field may not be empty here, as the end of a sentence; null when it may.</summary>
    public string? ReasonToFill(FieldDefinition field) => field switch
    {
        { Requirement: Requirement.Required } => "",
        { Condition: FieldCondition.FilledOncePaid } when PayStatus == 1 => " as payStatus is 1",
        { Condition: FieldCondition.AnswersAQuery } when PayStatus == 0 => " as payStatus is 0",
        { Condition: FieldCondition.RequiredForSeveralExits } when SeveralExitsWithEtc =>
            " at a car park with several exits that supports ETC",
        _ => null,
    };

    /// <summary>True when the field must be empty here.</summary>
    public bool MustBeEmpty(FieldDefinition field) => field.Condition == FieldCondition.FilledOncePaid && PayStatus == 0;

    public static int? PayStatusOf(FieldTable table, MemberSet members) =>
        table.PayStatus >= 0
        && members[table.PayStatus] is { ValueKind: JsonValueKind.Number } value
        && value.TryGetInt32(out var code)
        && table.Checks[table.PayStatus].Definition.Codes!.Find(code.ToString(CultureInfo.InvariantCulture)) is not null
            ? code
            : null;
}
