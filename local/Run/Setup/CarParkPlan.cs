using HzFunctions.Local.Endpoints;

namespace HzFunctions.Local.Run.Setup;

/// <summary>One car park of the local city.</summary>
/// <param name="AccessID">Its access.</param>
/// <param name="ParkingCode">Its code, unique within the access.</param>
/// <param name="ParkingName">Its name.</param>
/// <param name="Form">How it speaks to the gateway.</param>
/// <param name="Downlink">How it hears what the city brain sends down.</param>
/// <param name="WebhookSecretFile">The secret under its webhook's signatures, where it has a webhook.</param>
internal sealed record CarParkPlan(
    string AccessID, string ParkingCode, string ParkingName, UploadForm Form, DownlinkForm Downlink, string? WebhookSecretFile);
