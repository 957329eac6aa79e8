using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HzFunctions.Bench.ColdStarts;

/// <summary>Linux's cache of files.</summary>
internal static partial class FileCache
{
    private const int WillNotBeNeeded = 4;

    /// <summary>
    /// Takes the files of a folder out of the cache, as far as no running process has them mapped, which needs no privilege.
    /// </summary>
    /// <exception cref="InvalidOperationException">The system refuses.</exception>
    public static void Forget(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var handle = File.OpenHandle(file);

            // Only what is on disk can be forgotten.
            RandomAccess.FlushToDisk(handle);
            var error = Advise(handle, 0, 0, WillNotBeNeeded);
            if (error != 0)
            {
                throw new InvalidOperationException($"The file cache cannot be told to forget (error {error}).");
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int Advise(SafeFileHandle file, long offset, long length, int advice);
}
