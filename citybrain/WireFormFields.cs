using HzFunctions.CityBrain.Validation;

namespace HzFunctions.CityBrain;

/// <summary>The parameters of a call in the standard's own wire form (§2.1(4), §3.1.4).</summary>
public sealed record WireFormFields
{
    /// <summary>accessID (接入系统编号).</summary>
    public string? AccessId { get; init; }

    /// <summary>The Base64 text of the encrypted request parameters.</summary>
    public string? Cipher { get; init; }

    /// <summary>The Base64 text of the signature of <see cref="Cipher"/>.</summary>
    public string? Sign { get; init; }

    /// <summary>The Base64 text of a photo (照片文件), which only uploadPhoto has.</summary>
    public string? File { get; init; }

    /// <summary>What could not be read: missing, given twice, or not decodable. Empty when the three parameters are there.</summary>
    public required IReadOnlyList<FieldError> Errors { get; init; }
}
