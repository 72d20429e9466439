/* For tests under wine 8, never shipped: the class Windows.UI.ViewManagement.UISettings, without which Qt's window plugin
   ends the process. Whatever is asked of an object is answered with S_OK, and nothing is written. */
#include <windows.h>

typedef struct Object { void **methods; } Object;

static HRESULT WINAPI itself(Object *object, REFIID asked, void **out)
{
    (void)asked;
    *out = object;
    return S_OK;
}

static ULONG WINAPI one(Object *object)
{
    (void)object;
    return 1;
}

static HRESULT WINAPI well(Object *object)
{
    (void)object;
    return S_OK;
}

#define FOUR (void *)well, (void *)well, (void *)well, (void *)well
static void *of_settings[] = {(void *)itself, (void *)one, (void *)one, FOUR, FOUR, FOUR, FOUR, FOUR, FOUR, FOUR, FOUR};
static Object settings = {of_settings};

static HRESULT WINAPI activate(Object *object, void **out)
{
    (void)object;
    *out = &settings;
    return S_OK;
}

static void *of_factory[] = {(void *)itself, (void *)one, (void *)one, (void *)well, (void *)well, (void *)well,
                             (void *)activate};
static Object factory = {of_factory};

__declspec(dllexport) HRESULT WINAPI DllGetActivationFactory(void *class_name, void **out)
{
    (void)class_name;
    *out = &factory;
    return S_OK;
}

__declspec(dllexport) HRESULT WINAPI DllCanUnloadNow(void)
{
    return S_FALSE;
}
