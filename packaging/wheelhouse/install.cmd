@echo off
rem Installs @NAME@ from the wheels beside this file, for one user, without a network: install.cmd [FOLDER]
setlocal
set "target=%~1"
if "%target%"=="" set "target=%LOCALAPPDATA%\Programs\@NAME@-wheelhouse"
py -@NEWEST@ -c "import venv" >nul 2>&1
if errorlevel 1 (
    echo @NAME@ needs Python @PYTHONS@ with the launcher py. >&2
    exit /b 1
)
if exist "%target%" if not exist "%target%\pyvenv.cfg" (
    echo There is something else in "%target%" already; name another folder: install.cmd FOLDER >&2
    exit /b 1
)
py -@NEWEST@ -m venv "%target%" || exit /b 1
rem The folder of this file ends with a backslash, which would take the quotation mark after it.
"%target%\Scripts\python" -m pip --isolated --disable-pip-version-check install --quiet --no-index --no-cache-dir ^
    --only-binary :all: --find-links "%~dp0." --require-hashes -r "%~dp0requirements.txt" || exit /b 1
echo @NAME@ @VERSION@ is in "%target%"
echo Start it with: "%target%\Scripts\@NAME@"
echo Remove it with: rmdir /s "%target%"
