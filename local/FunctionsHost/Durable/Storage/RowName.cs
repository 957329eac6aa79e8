using System.Globalization;

namespace HzFunctions.Local.FunctionsHost.Durable.Storage;

/// <summary>
/// The name of what is kept in an instance's partition: a turn (<c>T|generation|turn|part</c>) or a message that came in
/// (<c>M|0|sequence|part</c>).
/// </summary>
/// <param name="Kind">T or M.</param>
/// <param name="Generation">Of a turn: which execution it belongs to, counted from 0.</param>
/// <param name="Number">The number of the turn, or of the message, counted from 1.</param>
internal readonly record struct RowName(char Kind, int Generation, long Number)
{
    public static RowName OfTurn(int generation, int turn) => new('T', generation, turn);

    public static RowName OfMessage(long sequence) => new('M', 0, sequence);

    /// <summary>The row key of one part.</summary>
    public string Key(int part) => string.Create(CultureInfo.InvariantCulture, $"{Kind}|{Generation:D8}|{Number:D12}|{part:D4}");

    /// <summary>Reads a row key.</summary>
    public static (RowName Name, int Part) Parse(string key)
    {
        var pieces = key.Split('|');
        int Number(int piece) => int.Parse(pieces[piece], CultureInfo.InvariantCulture);
        return (new RowName(pieces[0][0], Number(1), long.Parse(pieces[2], CultureInfo.InvariantCulture)), Number(3));
    }
}
