namespace HzFunctions.CityBrain.Catalogue;

/// <summary>Where in a message a field stands.</summary>
public enum FieldPlace
{
    /// <summary>In the object <c>data</c>.</summary>
    Data,

    /// <summary>In the object <c>params</c> inside <c>data</c> (以下均属于params域下).</summary>
    DataParams,

    /// <summary>A form field of its own, outside encryption and signature (单独key-value传输).</summary>
    Form,

    /// <summary>In the object <c>params</c> at the top (indoor guidance, §4.6).</summary>
    Params,

    /// <summary>At the top of the object.</summary>
    Root,
}
