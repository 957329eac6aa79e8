using System.Globalization;
using System.Text;

namespace HzFunctions.Local.FunctionsHost.Durable.Storage;

/// <summary>Writes instance ids, which may hold anything, so that they can stand in a table key.</summary>
internal static class KeyText
{
    /// <summary>Letters, digits, '.', '_' and '-' as they are; every other UTF-16 unit as '~' and four hex digits.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            if (char.IsLetterOrDigit(unit) || unit is '.' or '_' or '-')
            {
                escaped.Append(unit);
            }
            else
            {
                escaped.Append('~').Append(((int)unit).ToString("X4", CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }
}
