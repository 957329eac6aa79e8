using HzFunctions.CityBrain.Validation;

namespace HzFunctions.CityBrain;

/// <summary>
/// Reads a call in the standard's own wire form: accessID, cipher, sign (and file) as form fields, or in the query string, as
/// the document's examples print them (§2.1(4)).
/// </summary>
public static class WireForm
{
    private static readonly string[] Names = ["accessID", "cipher", "sign", PhotoFile.FieldName];
    private const int AccessId = 0;
    private const int Cipher = 1;
    private const int Sign = 2;
    private const int File = 3;

    /// <summary>Reads the parameters wherever they stand; whatever is wrong is reported, nothing throws.</summary>
    /// <param name="query">The query string, with or without its question mark.</param>
    /// <param name="formBody">The body of a request of the type <c>application/x-www-form-urlencoded</c>.</param>
    public static WireFormFields Read(ReadOnlySpan<char> query, ReadOnlySpan<char> formBody)
    {
        var values = new string?[Names.Length];
        var errors = new List<FieldError>();
        ReadPairs(query is ['?', ..] ? query[1..] : query, values, errors);
        ReadPairs(formBody, values, errors);
        for (var field = AccessId; field <= Sign; field++)
        {
            RequireValue(field, values, errors);
        }

        return new WireFormFields
        {
            AccessId = values[AccessId],
            Cipher = values[Cipher],
            Sign = values[Sign],
            File = values[File],
            Errors = errors,
        };
    }

    private static void ReadPairs(ReadOnlySpan<char> pairs, string?[] values, List<FieldError> errors)
    {
        foreach (var range in pairs.Split('&'))
        {
            var pair = pairs[range];
            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            if (!FormText.TryDecode(name, out var decoded, out var problem))
            {
                AddOnce(errors, Found.MemberName(default), FieldRule.Encoding, problem, "in its name");
            }
            else if (Array.IndexOf(Names, decoded) is >= 0 and var field)
            {
                ReadValue(field, equals < 0 ? default : pair[(equals + 1)..], values, errors);
            }
        }
    }

    private static void ReadValue(int field, ReadOnlySpan<char> text, string?[] values, List<FieldError> errors)
    {
        if (values[field] is not null)
        {
            AddOnce(errors, Names[field], FieldRule.Duplicate, "more than one value", "where only one may stand");
        }
        else if (FormText.TryDecode(text, out var value, out var problem))
        {
            // Base64 has no blanks: one that arrives is a plus sign that was put into a URL or a form as it was.
            values[field] = field == AccessId ? value : value.Replace(' ', '+');
        }
        else
        {
            // Present all the same, so that it is not reported as missing too.
            values[field] = "";
            AddOnce(errors, Names[field], FieldRule.Encoding, problem, "in its value");
        }
    }

    private static void RequireValue(int field, string?[] values, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(values[field]) && !errors.Exists(error => error.Field == Names[field]))
        {
            AddOnce(errors, Names[field], FieldRule.Required, Found.Nothing, "where a value is required");
        }
    }

    private static void AddOnce(List<FieldError> errors, string field, string rule, string found, string sentence)
    {
        if (!errors.Exists(error => error.Field == field && error.Rule == rule))
        {
            errors.Add(new FieldError(field, rule, found) { Message = $"{field}: {found} {sentence}" });
        }
    }
}
