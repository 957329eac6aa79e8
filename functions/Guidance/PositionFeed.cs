using HzFunctions.CityBrain.Validation;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Guidance;

/// <summary>A word of a car park about where a vehicle is.</summary>
/// <param name="Plate">车牌号.</param>
/// <param name="ParkSpaceId">车位编号, or nothing: the vehicle is at no space any more.</param>
/// <param name="At">How new that is, by the car park's clock.</param>
internal sealed record Position(string Plate, string ParkSpaceId, DateTimeOffset At);

/// <summary>Takes what a car park says of where vehicles are, and tells it of those that stand where another has booked.</summary>
internal sealed class PositionFeed(VehiclePlaces places, BookedSpaceNotices disturbances, TimeProvider time)
{
    /// <summary>The most positions of one request.</summary>
    public const int MostAtOnce = 100;

    /// <summary>Reads a request, <c>{"positions":[{"carNum","parkSpaceId","uploadTime"}]}</c>.</summary>
    public (IReadOnlyList<Position> Positions, IReadOnlyList<FieldError> Errors) Read(byte[] body) =>
        FeedBody.Read(body, "positions", MostAtOnce, (position, toldAt) => new Position(
            position.Text("carNum").Replace(" ", string.Empty, StringComparison.Ordinal),
            position.OptionalText("parkSpaceId"),
            position.OptionalTime("uploadTime") ?? toldAt ?? time.GetUtcNow()));

    /// <summary>Notes positions, in the order in which they are given.</summary>
    public async Task NoteAsync(SiteId site, IReadOnlyList<Position> positions, CancellationToken cancellationToken)
    {
        foreach (var position in positions)
        {
            await NoteAsync(site, position, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task NoteAsync(SiteId site, Position position, CancellationToken cancellationToken)
    {
        if (position.ParkSpaceId.Length == 0)
        {
            await places.GoneAsync(site, position.Plate, position.At, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (await places.StandsAtAsync(site, position.Plate, position.ParkSpaceId, position.At, cancellationToken).ConfigureAwait(false) is { } booking)
        {
            await disturbances.TellAsync(booking, position.Plate, cancellationToken).ConfigureAwait(false);
        }
    }
}
