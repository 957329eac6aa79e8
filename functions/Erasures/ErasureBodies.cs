namespace HzFunctions.Functions.Erasures;

/// <summary>Erases what is kept of a vehicle: <c>POST /ops/erasures</c>. Whatever its plate's colour: payments do not say one.</summary>
internal sealed record EraseVehicle
{
    /// <summary>车牌号.</summary>
    public required string PlateNo { get; init; }

    /// <summary>One car park, as <c>GET /ops/sites</c> shows it; left out: all.</summary>
    public string? Site { get; init; }

    /// <summary>True: nothing is erased, and the answer says what would be.</summary>
    public required bool DryRun { get; init; }

    /// <summary>What the dry run has answered under the same name: what is erased is what was looked at.</summary>
    public string? Confirm { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Who asks for it.</summary>
    public required string Actor { get; init; }
}

/// <summary>What was erased, or would be.</summary>
/// <param name="DryRun">Whether nothing was erased.</param>
/// <param name="Confirm">What erasing this wants, after a dry run.</param>
/// <param name="Sites">Each car park that has anything of the vehicle.</param>
internal sealed record ErasureBody(bool DryRun, string? Confirm, IReadOnlyList<ErasedSite> Sites);

/// <summary>What was erased of one car park.</summary>
/// <param name="Site">The car park.</param>
/// <param name="Records">Records of the journal, by interface.</param>
/// <param name="Photos">Photos.</param>
/// <param name="Bills">Bills with their history.</param>
/// <param name="Messages">Messages that were sent down.</param>
/// <param name="Facts">What the city brain said last about the vehicle and its bills.</param>
/// <param name="Bookings">Bookings of spaces.</param>
/// <param name="Places">1 where it was known where the vehicle is.</param>
/// <param name="Kept">What was not erased, and why.</param>
internal sealed record ErasedSite(
    string Site,
    IReadOnlyDictionary<string, int> Records,
    int Photos,
    int Bills,
    int Messages,
    int Facts,
    int Bookings,
    int Places,
    IReadOnlyList<KeptItem> Kept)
{
    /// <summary>How much was erased.</summary>
    public int Count => Records.Values.Sum() + Photos + Bills + Messages + Facts + Bookings + Places;
}

/// <summary>Something that is kept.</summary>
/// <param name="What">The receipt of a record, <c>bill {billID}</c>, <c>booking {bookRecordId}</c>, <c>the vehicle's place</c>, or the id of a message.</param>
/// <param name="Why">Why.</param>
internal sealed record KeptItem(string What, string Why);
