using System.Text.Json;

namespace HzFunctions.Local.CarParkSimulator.Bills;

/// <summary>Who wants to know what a car park is told about its bills.</summary>
internal interface IBillListener
{
    /// <summary>Hears a message; it does not wait for what follows from it.</summary>
    void Hear(string topic, JsonElement data);
}
