namespace HzFunctions.Local.CarParkSimulator.Vehicles;

/// <summary>The colours of number plates (车牌颜色, chapter 5).</summary>
internal static class PlateColor
{
    /// <summary>Small cars.</summary>
    public const int Blue = 1;

    /// <summary>Lorries and coaches.</summary>
    public const int Yellow = 2;

    /// <summary>Police.</summary>
    public const int White = 3;

    /// <summary>New-energy vehicles, whose plates have one character more.</summary>
    public const int Green = 5;
}
