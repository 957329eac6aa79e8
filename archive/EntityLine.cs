using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;

namespace HzFunctions.Archive;

/// <summary>
/// A row of a table as one line of JSON, in the form of the table service itself: a type that JSON does not have stands beside the value, as
/// <c>"Amount@odata.type":"Edm.Int64","Amount":"700"</c>. So every row comes back as it was, but for its timestamp and ETag.
/// </summary>
public static class EntityLine
{
    private const string TypeSuffix = "@odata.type";

    /// <summary>Writes a row, without a line break.</summary>
    public static void Write(IBufferWriter<byte> output, TableEntity row)
    {
        ArgumentNullException.ThrowIfNull(row);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteString(nameof(row.PartitionKey), row.PartitionKey);
        writer.WriteString(nameof(row.RowKey), row.RowKey);
        foreach (var (name, value) in row)
        {
            if (value is not null && name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"))
            {
                WriteColumn(writer, name, value);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TableEntity Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var root = JsonElement.Parse(line);
            var row = new TableEntity(root.GetProperty("PartitionKey").GetString(), root.GetProperty("RowKey").GetString());
            foreach (var member in root.EnumerateObject().Where(member => !member.Name.EndsWith(TypeSuffix, StringComparison.Ordinal)))
            {
                if (member.Name is not ("PartitionKey" or "RowKey"))
                {
                    row[member.Name] = ReadColumn(member.Value, root.TryGetProperty(member.Name + TypeSuffix, out var type) ? type.GetString() : null);
                }
            }

            return row;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException("A line of the export is no row of a table.", fault);
        }
    }

    private static void WriteColumn(Utf8JsonWriter writer, string name, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteString(name, text);
                break;
            case bool flag:
                writer.WriteBoolean(name, flag);
                break;
            case int number:
                writer.WriteNumber(name, number);
                break;
            case double number:
                WriteTyped("Edm.Double", number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case long number:
                WriteTyped("Edm.Int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                WriteTyped("Edm.DateTime", time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
                break;
            case Guid guid:
                WriteTyped("Edm.Guid", guid.ToString());
                break;
            case byte[] bytes:
                WriteTyped("Edm.Binary", Convert.ToBase64String(bytes));
                break;
            case BinaryData bytes:
                WriteTyped("Edm.Binary", Convert.ToBase64String(bytes.ToMemory().Span));
                break;
            default:
                throw new NotSupportedException($"A column has the type {value.GetType().Name}, which the table service does not know.");
        }

        void WriteTyped(string type, string text)
        {
            writer.WriteString(name + TypeSuffix, type);
            writer.WriteString(name, text);
        }
    }

    private static object ReadColumn(JsonElement value, string? type) => (type, value.ValueKind) switch
    {
        ("Edm.Double", _) => double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        ("Edm.Int64", _) => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        ("Edm.DateTime", _) => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        ("Edm.Guid", _) => Guid.Parse(value.GetString()!),
        ("Edm.Binary", _) => Convert.FromBase64String(value.GetString()!),
        (null, JsonValueKind.String) => value.GetString()!,
        (null, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
        (null, JsonValueKind.Number) => value.GetInt32(),
        _ => throw new FormatException("A column has a type that is none of the table service's."),
    };
}
