namespace HzFunctions.Local.Endpoints;

/// <summary>The two forms in which a car park may speak to the gateway.</summary>
internal enum UploadForm
{
    /// <summary>Plain JSON with a key in a header.</summary>
    Json,

    /// <summary>The standard's own form, as an existing client of the city brain sends it.</summary>
    Wire,
}
