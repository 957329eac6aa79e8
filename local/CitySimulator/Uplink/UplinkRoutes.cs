using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.Local.CitySimulator.Uplink;

/// <summary>The paths that the standard prints for its uplink interfaces, the second ones included.</summary>
internal sealed class UplinkRoutes
{
    private readonly Dictionary<string, InterfaceDefinition> _byPath = new(StringComparer.Ordinal);

    public UplinkRoutes(StandardCatalogue catalogue)
    {
        foreach (var definition in catalogue.Interfaces.Where(definition => definition.Kind == InterfaceKind.HttpUplink))
        {
            _byPath[definition.Path] = definition;
            if (definition.AltPath is { } second)
            {
                _byPath[second] = definition;
            }
        }
    }

    public InterfaceDefinition? Find(string path) => _byPath.GetValueOrDefault(path);
}
