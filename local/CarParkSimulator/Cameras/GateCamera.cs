namespace HzFunctions.Local.CarParkSimulator.Cameras;

/// <summary>Takes pictures of cars at a gate: coarse and gray, but no two the same.</summary>
internal static class GateCamera
{
    private const int Rows = 15;
    private const int Columns = 20;
    private const byte Plate = 235;

    public static byte[] Shoot(Random random)
    {
        var daylight = random.Next(90, 180);
        var body = (byte)random.Next(20, 220);
        var left = random.Next(2, 7);
        var squares = new byte[Rows, Columns];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                squares[row, column] = IsPlate(row, column - left) ? Plate
                    : IsBody(row, column - left) ? body
                    : (byte)(daylight - (row * 4) + random.Next(12));
            }
        }

        return GrayJpeg.Write(squares);
    }

    private static bool IsBody(int row, int column) => (row, column) is ( >= 3 and < 6, >= 2 and < 9) or ( >= 6 and < 12, >= 0 and < 11);

    private static bool IsPlate(int row, int column) => row == 10 && column is >= 4 and < 7;
}
