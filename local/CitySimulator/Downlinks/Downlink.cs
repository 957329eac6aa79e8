using System.Text.Json;
using HzFunctions.Local.CitySimulator.Memory;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Downlinks;

/// <summary>A message of the city brain and what became of it.</summary>
internal sealed class Downlink(DownlinkLine made)
{
    public int Id => made.Id;

    public Site Site { get; } = new(made.AccessID!, made.ParkingCode!);

    public string Name => made.Name!;

    public long RequestId => made.RequestId!.Value;

    public string Timestamp => made.Timestamp!;

    public JsonElement Data => made.Data!.Value;

    public DownlinkFault Fault => made.Fault;

    public DateTimeOffset DueAt => made.DueAt!.Value;

    /// <summary>When the broker first took it.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>When the broker last took it.</summary>
    public DateTimeOffset? LastPublishedAt { get; private set; }

    public int Publications { get; private set; }

    /// <summary>It will not be published: what it says has not come true.</summary>
    public bool IsWithdrawn { get; private set; }

    public DateTimeOffset? FirstConfirmedAt { get; private set; }

    /// <summary>The last word about it.</summary>
    public bool? Success { get; private set; }

    public int Confirmations { get; private set; }

    /// <summary>False was said after true.</summary>
    public bool IsContradicted { get; private set; }

    /// <summary>The city brain was away for a part of the time in which it could have been confirmed.</summary>
    public bool CityWasAway { get; set; }

    /// <summary>Whether it must be confirmed at all: a forged one must not.</summary>
    public bool IsGenuine => Fault != DownlinkFault.WrongSign;

    public TimeSpan? ConfirmedAfter => FirstConfirmedAt - (PublishedAt ?? FirstConfirmedAt);

    public bool IsPaymentOf(Site site, string billId) => Site == site && Name == "payResult" && Data.Text("billID") == billId;

    public void Apply(DownlinkLine line)
    {
        if (line.Kind == DownlinkLineKind.Published)
        {
            PublishedAt ??= line.At;
            LastPublishedAt = line.At;
            Publications++;
        }
        else if (line.Kind == DownlinkLineKind.Confirmed)
        {
            IsContradicted |= Success == true && line.Success == false;
            FirstConfirmedAt ??= line.At;
            Success = line.Success;
            Confirmations++;
        }
        else if (line.Kind == DownlinkLineKind.Withdrawn)
        {
            IsWithdrawn = true;
        }
    }
}
