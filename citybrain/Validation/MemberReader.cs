using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace HzFunctions.CityBrain.Validation;

/// <summary>Sorts an object's members by the fields of its table, and finds those that are given twice.</summary>
internal static class MemberReader
{
    public static void Read(
        JsonElement source, FieldTable table, bool hasParams, string prefix, MemberSet members, ErrorList errors)
    {
        members.Begin(table.Checks.Length);
        foreach (var member in source.EnumerateObject())
        {
            var raw = JsonMarshal.GetRawUtf8PropertyName(member);
            if (!raw.Contains((byte)'\\'))
            {
                Sort(raw, member, table, hasParams, prefix, members, errors);
            }
            else if (TryUnescape(member, out var name))
            {
                Sort(name, member, table, hasParams, prefix, members, errors);
            }
            else
            {
                errors.Add(
                    prefix + Found.MemberName(default), FieldRule.Text, "a name with half a character", "is no text");
            }
        }

        members.SettleOtherNames(table);
    }

    private static void Sort(
        ReadOnlySpan<byte> name,
        JsonProperty member,
        FieldTable table,
        bool hasParams,
        string prefix,
        MemberSet members,
        ErrorList errors)
    {
        // The standard itself prints a name with blanks inside its quotes: " plateColor ".
        var bare = name.Trim((byte)' ');
        bool isFirst;
        if (table.TryFind(bare, out var field))
        {
            isFirst = members.TryAdd(field, member.Value);
        }
        else if (table.TryFindOtherName(bare, out field))
        {
            isFirst = members.TryAddByOtherName(field, member.Value);
        }
        else if (hasParams && bare.SequenceEqual("params"u8))
        {
            isFirst = members.TryAddParams(member.Value);
        }
        else
        {
            isFirst = members.TryAddExtra(Encoding.UTF8.GetString(name), member.Value) & DuplicateMembers.AreAbsent(member.Value);
        }

        if (!isFirst)
        {
            errors.Duplicate(prefix + Found.MemberName(Encoding.UTF8.GetString(bare)));
        }
    }

    private static bool TryUnescape(JsonProperty member, out byte[] name)
    {
        try
        {
            name = Encoding.UTF8.GetBytes(member.Name);
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which JSON's grammar lets through.
            name = [];
            return false;
        }
    }
}
