using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Validation;

/// <summary>An interface's request, ready for checking.</summary>
internal sealed class RequestTable
{
    public RequestTable(InterfaceDefinition definition)
    {
        Top = new FieldTable(
            definition,
            definition.Request.Where(field => field.Place is FieldPlace.Data or FieldPlace.Root or FieldPlace.Params));
        FormFields = [.. definition.Request.Where(field => field.Place == FieldPlace.Form).Select(field => field.Name)];
        IsEnveloped = definition.Kind == InterfaceKind.HttpUplink;
        KeepsParams = StandardReadings.IsConfirmation(definition);

        var inner = definition.Request.Where(field => field.Place == FieldPlace.DataParams).ToArray();
        Params = inner.Length == 0 ? null : new FieldTable(definition, inner);
    }

    /// <summary>The fields at the top of the object.</summary>
    public FieldTable Top { get; }

    /// <summary>The fields inside its <c>params</c>, where it has one.</summary>
    public FieldTable? Params { get; }

    /// <summary>The fields that travel beside the object and not in it.</summary>
    public string[] FormFields { get; }

    /// <summary>True when the object goes up inside <c>{"data":…}</c>.</summary>
    public bool IsEnveloped { get; }

    /// <summary>True when <c>params</c> goes up as received.</summary>
    public bool KeepsParams { get; }
}
