/* For tests under wine 8, never shipped: the colour management that Qt's window plugin asks for. There is no profile. */
#include <windows.h>

__declspec(dllexport) HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options)
{
    (void)profile;
    (void)options;
    return NULL;
}

__declspec(dllexport) HANDLE WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD sharing, DWORD creation)
{
    (void)profile;
    (void)access;
    (void)sharing;
    (void)creation;
    return NULL;
}

__declspec(dllexport) BOOL WINAPI GetColorProfileFromHandle(HANDLE handle, BYTE *profile, DWORD *size)
{
    (void)handle;
    (void)profile;
    (void)size;
    return FALSE;
}

__declspec(dllexport) BOOL WINAPI CloseColorProfile(HANDLE handle)
{
    (void)handle;
    return TRUE;
}
