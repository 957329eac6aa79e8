using Microsoft.Extensions.Options;

namespace HzFunctions.MqttBridge;

/// <summary>Checks the ranges that the options state.</summary>
[OptionsValidator]
internal sealed partial class BridgeOptionsValidator : IValidateOptions<BridgeOptions>;

/// <summary>Looks for the file of certificates at start-up: without it every connection would fail, one by one.</summary>
internal sealed class TrustedCertificatesValidator : IValidateOptions<BridgeOptions>
{
    public ValidateOptionsResult Validate(string? name, BridgeOptions options) =>
        options.TrustedCertificatesFile is null || File.Exists(options.TrustedCertificatesFile)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Bridge:{nameof(BridgeOptions.TrustedCertificatesFile)}: there is no such file.");
}
