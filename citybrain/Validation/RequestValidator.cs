using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Validation;

/// <summary>
/// Checks requests against the tables of the standard, and turns them into what the tables say. All errors of a request are
/// reported at once. Safe for any number of threads; one instance serves the process.
/// </summary>
public sealed class RequestValidator(StandardCatalogue catalogue)
{
    /// <summary>The most characters that the JSON that goes up may have.</summary>
    public const int MaximumLength = 30_000;

    private static readonly ValidationSettings EveryCarPark = new();

    private readonly FrozenDictionary<string, Lazy<RequestTable>> _tables = catalogue.Interfaces.ToFrozenDictionary(
        definition => definition.Name, definition => new Lazy<RequestTable>(() => new RequestTable(definition)));

    private readonly ConcurrentBag<ValidationScratch> _scratches = [];

    /// <summary>Validates a request.</summary>
    /// <param name="definition">The interface, of this validator's catalogue.</param>
    /// <param name="data">
    /// The object that holds its fields: of an uplink request the one under <c>data</c>, of a downlink message the whole
    /// plaintext, of an indoor-guidance request the one under <c>params</c>. The <c>file</c> of uploadPhoto is no part of it:
    /// see <see cref="PhotoFile"/>.
    /// </param>
    /// <param name="settings">What depends on the car park; null for what the standard asks of every one.</param>
    public ValidationResult Validate(InterfaceDefinition definition, JsonElement data, ValidationSettings? settings = null)
    {
        var table = _tables[definition.Name].Value;
        if (!_scratches.TryTake(out var scratch))
        {
            scratch = new ValidationScratch();
        }

        try
        {
            var json = RequestWriting.Write(table, data, settings ?? EveryCarPark, scratch);
            return new ValidationResult(scratch.Errors.ToArray(), json);
        }
        finally
        {
            scratch.Clear();
            if (scratch.IsWorthKeeping)
            {
                _scratches.Add(scratch);
            }
        }
    }
}
