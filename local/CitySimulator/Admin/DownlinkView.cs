using System.Text.Json;
using HzFunctions.Local.CitySimulator.Downlinks;

namespace HzFunctions.Local.CitySimulator.Admin;

/// <summary>A message sent down as the admin endpoint shows it.</summary>
internal sealed record DownlinkView(
    int Id,
    string AccessID,
    string ParkingCode,
    string Name,
    long RequestId,
    string Timestamp,
    JsonElement Data,
    DownlinkFault Fault,
    DateTimeOffset? PublishedAt,
    int Publications,
    DateTimeOffset? FirstConfirmedAt,
    bool? Success,
    int Confirmations)
{
    public static DownlinkView Of(Downlink downlink) => new(
        downlink.Id,
        downlink.Site.AccessID,
        downlink.Site.ParkingCode,
        downlink.Name,
        downlink.RequestId,
        downlink.Timestamp,
        downlink.Data,
        downlink.Fault,
        downlink.PublishedAt,
        downlink.Publications,
        downlink.FirstConfirmedAt,
        downlink.Success,
        downlink.Confirmations);
}
