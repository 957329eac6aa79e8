using System.Diagnostics.Metrics;

namespace HzFunctions.Functions.Downlinks;

/// <summary>What is counted of the downlink: meter <c>HzFunctions</c>. No tag names a vehicle or a car park.</summary>
internal sealed class DownlinkMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "HzFunctions";

    private readonly Counter<long> _received;
    private readonly Counter<long> _quarantined;
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _confirmed;
    private readonly Counter<long> _late;
    private readonly Counter<long> _unconfirmed;
    private readonly Counter<long> _givenUp;
    private readonly Histogram<double> _toConfirmation;

    public DownlinkMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _received = meter.CreateCounter<long>("hz.downlink.received", description: "Messages taken from the queue, by topic and effect");
        _quarantined = meter.CreateCounter<long>("hz.downlink.quarantined", description: "Messages kept aside, by kind of reason");
        _delivered = meter.CreateCounter<long>("hz.downlink.delivered", description: "Messages that a car park has taken, by topic and way");
        _confirmed = meter.CreateCounter<long>("hz.downlink.confirmed", description: "Confirmations that the city brain has heard, by topic and success");
        _late = meter.CreateCounter<long>("hz.downlink.late", description: "First confirmations heard more than 20 s after the arrival, by topic");
        _unconfirmed = meter.CreateCounter<long>("hz.downlink.unconfirmed", description: "Attempts to confirm that were not heard, by topic");
        _givenUp = meter.CreateCounter<long>("hz.downlink.given_up", description: "Messages whose confirmation was given up, by topic");
        _toConfirmation = meter.CreateHistogram<double>("hz.downlink.to_confirmation", "s", "From the arrival to the first confirmation");
    }

    public void Received(DownlinkTopic topic, FactEffect? effect) =>
        _received.Add(1, Tag("topic", topic.Name), Tag("effect", effect?.ToString().ToLowerInvariant() ?? "again"));

    public void Quarantined(string kind) => _quarantined.Add(1, Tag("kind", kind));

    public void Delivered(DownlinkTopic topic, string way) => _delivered.Add(1, Tag("topic", topic.Name), Tag("way", way));

    public void Confirmed(DownlinkTopic topic, bool success) =>
        _confirmed.Add(1, Tag("topic", topic.Name), Tag("success", success ? "true" : "false"));

    public void TimeToConfirmation(DownlinkTopic topic, TimeSpan time) => _toConfirmation.Record(time.TotalSeconds, Tag("topic", topic.Name));

    public void Late(DownlinkTopic topic) => _late.Add(1, Tag("topic", topic.Name));

    public void Unconfirmed(DownlinkTopic topic) => _unconfirmed.Add(1, Tag("topic", topic.Name));

    public void GivenUp(DownlinkTopic topic) => _givenUp.Add(1, Tag("topic", topic.Name));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
