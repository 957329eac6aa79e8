using System.Collections.Frozen;

namespace HzFunctions.CityBrain.Catalogue;

/// <summary>
/// The access standard V2.1 (杭州城市大脑停车系统 场库接入标准) as data: its 38 interfaces with every field, and its data
/// dictionary. Validation, routes and documents come from it. Immutable.
/// </summary>
public sealed class StandardCatalogue
{
    private static readonly Lazy<StandardCatalogue> Embedded = new(CatalogueReader.ReadEmbedded);

    private readonly FrozenDictionary<string, InterfaceDefinition> _byName;

    internal StandardCatalogue(
        IReadOnlyList<InterfaceDefinition> interfaces, IReadOnlyDictionary<string, CodeDictionary> dictionaries)
    {
        Interfaces = interfaces;
        Dictionaries = dictionaries;
        _byName = interfaces.ToFrozenDictionary(definition => definition.Name, StringComparer.Ordinal);
    }

    /// <summary>The catalogue that is embedded in this assembly, read on first use.</summary>
    public static StandardCatalogue Instance => Embedded.Value;

    /// <summary>The interfaces in the order of the document: 25 uplink, 5 downlink, 8 for indoor guidance.</summary>
    public IReadOnlyList<InterfaceDefinition> Interfaces { get; }

    /// <summary>The entries of the data dictionary (数据字典, chapter 5) by key.</summary>
    public IReadOnlyDictionary<string, CodeDictionary> Dictionaries { get; }

    /// <summary>Finds an interface by its exact name.</summary>
    public InterfaceDefinition? Find(string name) => _byName.GetValueOrDefault(name);
}
