namespace HzFunctions.CityBrain.Catalogue;

/// <summary>Over which channel an interface of the standard runs, and in which direction.</summary>
public enum InterfaceKind
{
    /// <summary>Called at the city brain over HTTP (上行接口, §2.1).</summary>
    HttpUplink,

    /// <summary>Sent down by the city brain as an MQTT message (下行数据, §2.2).</summary>
    MqttDownlink,

    /// <summary>Called by the city brain at the indoor-guidance vendor (室内诱导厂商实现, §4.6).</summary>
    HttpVendor,
}
