namespace HzFunctions.CityBrain.Catalogue;

/// <summary>One interface of the standard.</summary>
public sealed record InterfaceDefinition
{
    /// <summary>The name on the wire, as <c>uploadCarInData</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The Chinese title.</summary>
    public required string TitleZh { get; init; }

    /// <summary>The English title.</summary>
    public required string TitleEn { get; init; }

    /// <summary>The section of the standard, as <c>3.1.1</c>.</summary>
    public required string Section { get; init; }

    /// <summary>True for the interfaces of chapter 3 (必选接口), false for those of chapter 4 (可选接口).</summary>
    public required bool Required { get; init; }

    /// <summary>The channel and direction.</summary>
    public required InterfaceKind Kind { get; init; }

    /// <summary>How it is treated on its way up.</summary>
    public required UplinkRole Role { get; init; }

    /// <summary>The path as printed; of a downlink message its topic.</summary>
    public required string Path { get; init; }

    /// <summary>The second path that the document prints for some interfaces.</summary>
    public string? AltPath { get; init; }

    /// <summary>How often it is called (调用周期), in Chinese.</summary>
    public string? CallCycle { get; init; }

    /// <summary>How often it is called, in English.</summary>
    public string? CallCycleEn { get; init; }

    /// <summary>When it is called (调用条件), in Chinese.</summary>
    public string? CallCondition { get; init; }

    /// <summary>When it is called, in English.</summary>
    public string? CallConditionEn { get; init; }

    /// <summary>What it does, as printed.</summary>
    public required string FunctionZh { get; init; }

    /// <summary>What it does, in English.</summary>
    public required string FunctionEn { get; init; }

    /// <summary>The fields of the request, or of the message sent down, in the order of the table.</summary>
    public required IReadOnlyList<FieldDefinition> Request { get; init; }

    /// <summary>The fields of the answer, in the order of the table; empty for a message sent down.</summary>
    public required IReadOnlyList<FieldDefinition> Response { get; init; }
}
