/* Starts the program with the Python that lies beside it, in a process of its own name. Built twice: with a console, and
   for the window without one (-mwindows). Arguments pass through as they are, in Unicode. */

#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <wchar.h>

#define LONGEST 32768 /* of a path, in characters */
#ifndef MODULE
#error "the module to run is missing"
#endif

typedef int (*python_main)(int, wchar_t **);

static wchar_t program[LONGEST], here[LONGEST], runtime[LONGEST], library[LONGEST];

static int complain(const wchar_t *sentence)
{
    DWORD mode;
    if (GetConsoleMode(GetStdHandle(STD_ERROR_HANDLE), &mode) || GetFileType(GetStdHandle(STD_ERROR_HANDLE)) != FILE_TYPE_UNKNOWN)
        fwprintf(stderr, L"briefpack: %ls\n", sentence);
    else
        MessageBoxW(NULL, sentence, L"briefpack", MB_ICONERROR | MB_OK);
    return 3;
}

/* Python and what belongs to it are looked for in its own folder and in that of Windows: never where a file was opened,
   never along PATH. */
static python_main load(void)
{
    DWORD length = GetModuleFileNameW(NULL, program, LONGEST);
    wchar_t *name = length && length < LONGEST ? wcsrchr(program, L'\\') : NULL;
    if (!name)
        return NULL;
    wmemcpy(here, program, name - program);
    if (swprintf(runtime, LONGEST, L"%ls\\runtime", here) < 0 || swprintf(library, LONGEST, L"%ls\\" PYTHON_DLL, runtime) < 0)
        return NULL;
    if (!SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32 | LOAD_LIBRARY_SEARCH_USER_DIRS) || !AddDllDirectory(runtime))
        return NULL;
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    return python ? (python_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
}

int wmain(void)
{
    static wchar_t *before[] = {L"-I", L"-B", L"-m", MODULE};
    const int extra = sizeof before / sizeof *before;
    int count;
    wchar_t **given = CommandLineToArgvW(GetCommandLineW(), &count);
    wchar_t **passed = given ? calloc(count + extra + 1, sizeof *passed) : NULL;
    if (!passed)
        return complain(L"There is not enough memory to start.");
    python_main run = load();
    if (!run)
        return complain(L"A part of the program is missing: runtime\\" PYTHON_DLL L". Install briefpack again.");
    passed[0] = program; /* its full path, whatever it was called by: what is beside it is looked for there */
    for (int each = 0; each < extra; each++)
        passed[each + 1] = before[each];
    for (int each = 1; each < count; each++)
        passed[each + extra] = given[each];
    return run(count + extra, passed);
}
