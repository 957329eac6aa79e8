using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Local.CitySimulator.Access;
using HzFunctions.Local.CitySimulator.Answers;
using HzFunctions.Local.CitySimulator.Checks;
using HzFunctions.Local.CitySimulator.Memory;
using HzFunctions.Local.CitySimulator.Violations;
using HzFunctions.Local.Records;
using HzFunctions.Local.Wire;

namespace HzFunctions.Local.CitySimulator.Uplink;

/// <summary>Opens an upload and holds it against the standard, from the outside in; the first thing that is wrong ends it.</summary>
internal sealed class UplinkReader(AccessRegister accesses, TimeProvider time)
{
    public CityRequest Read(InterfaceDefinition definition, WireParameters parameters)
    {
        var access = accesses.Find(parameters.AccessID)
            ?? throw new RefusedException(ViolationKind.UnknownAccess, "the accessID was never issued");
        if (access.InQueryString != parameters.InQueryString)
        {
            throw new RefusedException(ViolationKind.WrongForm, "the parameters stand in the wrong place for this access");
        }

        var data = PlaintextReader.Read(Open(access, parameters), access.DataAsString);
        var photo = ReadPhoto(definition, parameters.File);
        var request = new CityRequest(access, definition, data, photo, ChinaClock.Now(time));
        CheckFields(request);
        CheckSite(request);
        return request;
    }

    private static string Open(KnownAccess access, WireParameters parameters)
    {
        var opened = access.Opener.Open(parameters.Cipher, parameters.Sign);
        return opened.Fault switch
        {
            null => opened.Text!,
            OpenFault.WrongSign when IsOfFormerKey(access, parameters) => throw new RefusedException(null, "the sign is of a key that is no longer yours"),
            OpenFault.WrongSign => throw new RefusedException(ViolationKind.WrongSign, "the sign does not verify"),
            { } fault => throw new RefusedException(ViolationKind.UnreadableCipher, $"the cipher does not open: {fault}"),
        };
    }

    private static bool IsOfFormerKey(KnownAccess access, WireParameters parameters) =>
        access.FormerOpener is { } former && former.Open(parameters.Cipher, parameters.Sign).Fault is null;

    private static PhotoFacts? ReadPhoto(InterfaceDefinition definition, string? file)
    {
        if (!definition.Request.Any(row => row.Place == FieldPlace.Form))
        {
            return file is null ? null : throw new RefusedException(ViolationKind.FileMisplaced, "a file where none belongs");
        }

        var photo = PhotoChecker.Read(file);
        return photo.Bytes is { } bytes
            ? new PhotoFacts(ContentFingerprint.OfFile(bytes), bytes.Length)
            : throw new RefusedException(ViolationKind.WrongField, photo.Fault!.ToString());
    }

    private static void CheckFields(CityRequest request)
    {
        IReadOnlyList<FieldFault> faults = FieldChecker.Check(request.Definition, request.Data);
        if (faults.Count == 0 && UploadTimeCheck.Check(request.Data, request.Now) is { } implausible)
        {
            faults = [implausible];
        }

        if (faults.Count > 0)
        {
            throw new RefusedException(ViolationKind.WrongField, string.Join("; ", faults));
        }
    }

    private static void CheckSite(CityRequest request)
    {
        if (RecordIdentity.ParkingCode(request.Data) is { } parkingCode && !request.Access.Has(parkingCode))
        {
            throw new RefusedException(ViolationKind.ForeignSite, "the car park belongs to another access");
        }

        // queryParkingCode repeats the accessID inside data (§4.6.1).
        if (request.Data.TryGetProperty("accessID", out var named) && !named.ValueEquals(request.Access.AccessID))
        {
            throw new RefusedException(ViolationKind.ForeignSite, "data names another access");
        }
    }
}
