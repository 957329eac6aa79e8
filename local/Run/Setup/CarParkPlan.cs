using HzFunctions.Local.Endpoints;

namespace HzFunctions.Local.Run.Setup;

/// <summary>One car park of the local city.</summary>
internal sealed record CarParkPlan(string AccessID, string ParkingCode, string ParkingName, UploadForm Form);
