using System.ComponentModel.DataAnnotations;

namespace HzFunctions.Functions.Operations;

/// <summary>Who may operate (setting section <c>Operations</c>).</summary>
internal sealed class OperationsOptions
{
    /// <summary>SHA-256 of the admin key, 64 hexadecimal digits. Empty: nobody may.</summary>
    [RegularExpression("^([0-9a-fA-F]{64})?$")]
    public string AdminKeySha256 { get; set; } = string.Empty;
}
