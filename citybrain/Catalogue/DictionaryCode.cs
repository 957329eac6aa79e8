namespace HzFunctions.CityBrain.Catalogue;

/// <summary>One code of a <see cref="CodeDictionary"/>.</summary>
/// <param name="Code">The code as printed; leading zeros belong to it.</param>
/// <param name="TitleZh">What it stands for, in Chinese.</param>
/// <param name="TitleEn">What it stands for, in English.</param>
public sealed record DictionaryCode(string Code, string TitleZh, string TitleEn);
