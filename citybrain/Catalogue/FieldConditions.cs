namespace HzFunctions.CityBrain.Catalogue;

internal static class FieldConditions
{
    public static FieldCondition Of(Requirement requirement, string? printed) =>
        requirement != Requirement.Conditional
            ? FieldCondition.None
            : printed switch
            {
                not null when printed.StartsWith("若payStatus字段为0则此字段为空", StringComparison.Ordinal) => FieldCondition.FilledOncePaid,
                not null when printed.StartsWith("若payStatus字段为1则此字段为空或-1", StringComparison.Ordinal) => FieldCondition.AnswersAQuery,
                not null when printed.Contains("多出口", StringComparison.Ordinal) => FieldCondition.RequiredForSeveralExits,
                _ => throw new InvalidDataException($"The condition is not known: {printed}"),
            };
}
