; setup.exe: for one user, without an administrator, without a network. `setup.exe /S` asks nothing, `/D=folder` (the last
; argument, without quotation marks) says where. Ends with 0; 1 stopped by the user; 2 stopped by the script for
; another reason; 3 the program is running; 4 this Windows is too old; 5 the older version could not be removed; 6 a file
; could not be written.
; installers.nsis makes defines.nsh (product.toml) and contents.nsh (files, other types) beside this script.

!include "defines.nsh"
Target amd64-unicode
Unicode true
!if ${RELEASE} = 1
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!else
  SetCompressor zlib
!endif
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "contents.nsh"

Name "${TITLE}"
OutFile "${OUT}"
RequestExecutionLevel user
ManifestSupportedOS Win10
ManifestDPIAware true
ManifestLongPathAware true
BrandingText " "
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
ShowInstDetails nevershow
ShowUninstDetails nevershow
AllowSkipFiles off

VIProductVersion "${VERSION4}"
VIFileVersion "${VERSION4}"
VIAddVersionKey /LANG=1033 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=1033 "FileDescription" "${TITLE} ${VERSION}"
VIAddVersionKey /LANG=1033 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=1033 "LegalCopyright" "${PUBLISHER}. ${LICENCE}."
VIAddVersionKey /LANG=1033 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "ProductVersion" "${VERSION}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}.exe"
!define MUI_FINISHPAGE_NOAUTOCLOSE
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(STAYS)"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!include "languages.nsh"

; A file that runs cannot be opened for writing: both launchers run the same library.
!macro WHILE_RUNNING
  ${While} ${FileExists} "$INSTDIR\runtime\${PYTHON_DLL}"
    ClearErrors
    FileOpen $0 "$INSTDIR\runtime\${PYTHON_DLL}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${Break}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDCANCEL`
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${EndWhile}
!macroend

Function .onInit
  SetShellVarContext current
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${FLOOR_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
FunctionEnd

Function un.onInit
  SetShellVarContext current
FunctionEnd

; Nothing is removed before it is known that the new version can be written.
Function TryWriting
  ClearErrors
  CreateDirectory "$INSTDIR"
  GetTempFileName $0 "$INSTDIR"
  ${If} ${Errors}
    SetErrorLevel 6
    Abort
  ${EndIf}
  Delete $0
FunctionEnd

; The older version removes itself: it alone knows its files.
Function RemoveOlder
  ReadRegStr $1 HKCU "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $1 == ""
  ${OrIfNot} ${FileExists} "$1\uninstall.exe"
    Return
  ${EndIf}
  InitPluginsDir
  CopyFiles /SILENT "$1\uninstall.exe" "$PLUGINSDIR\older.exe"
  ClearErrors
  ExecWait '"$PLUGINSDIR\older.exe" /S _?=$1' $2
  ${If} ${Errors}
  ${OrIf} $2 <> 0
    MessageBox MB_OK|MB_ICONSTOP "$(OLDER_STAYS)" /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}
  Delete "$1\uninstall.exe"
  RMDir "$1"
FunctionEnd

Section
  !insertmacro WHILE_RUNNING
  Call TryWriting
  Call RemoveOlder
  ClearErrors
  !insertmacro ADD_FILES
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    SetErrorLevel 6
    Abort
  ${EndIf}
  CreateShortCut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${WINDOW}.exe" "" "$INSTDIR\${WINDOW}.exe" 0 SW_SHOWNORMAL "" "${SUMMARY}"

  WriteRegStr HKCU "${CLASSES}\${PROG_ID}" "" "${TYPE_TITLE}"
  WriteRegStr HKCU "${CLASSES}\${PROG_ID}\DefaultIcon" "" "$INSTDIR\${WINDOW}.exe,1"
  WriteRegStr HKCU "${CLASSES}\${PROG_ID}\shell\open\command" "" '"$INSTDIR\${WINDOW}.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.${EXTENSION}" "" "${PROG_ID}"
  WriteRegStr HKCU "${CLASSES}\.${EXTENSION}" "Content Type" "${MIME}"
  WriteRegStr HKCU "${CLASSES}\.${EXTENSION}\OpenWithProgids" "${PROG_ID}" ""
  WriteRegStr HKCU "${CLASSES}\Applications\${WINDOW}.exe" "FriendlyAppName" "${TITLE}"
  WriteRegStr HKCU "${CLASSES}\Applications\${WINDOW}.exe\shell\open\command" "" '"$INSTDIR\${WINDOW}.exe" "%1"'
  !insertmacro ADD_TYPES
  WriteRegStr HKCU "${APP_PATHS}\${NAME}.exe" "" "$INSTDIR\${NAME}.exe"

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${WINDOW}.exe,0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "URLInfoAbout" "${HOMEPAGE}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${KILOBYTES}
  ${RefreshShellIcons}
SectionEnd

; Nothing but what was installed: a folder `data`, or whatever else somebody keeps beside the program, stays.
Section "Uninstall"
  !insertmacro WHILE_RUNNING
  !insertmacro REMOVE_FILES
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  DeleteRegKey HKCU "${CLASSES}\${PROG_ID}"
  ReadRegStr $0 HKCU "${CLASSES}\.${EXTENSION}" ""
  ${If} $0 == "${PROG_ID}"
    DeleteRegValue HKCU "${CLASSES}\.${EXTENSION}" ""
    DeleteRegValue HKCU "${CLASSES}\.${EXTENSION}" "Content Type"
  ${EndIf}
  DeleteRegValue HKCU "${CLASSES}\.${EXTENSION}\OpenWithProgids" "${PROG_ID}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.${EXTENSION}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.${EXTENSION}"
  DeleteRegKey HKCU "${CLASSES}\Applications\${WINDOW}.exe"
  !insertmacro REMOVE_TYPES
  DeleteRegKey HKCU "${APP_PATHS}\${NAME}.exe"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  ${RefreshShellIcons}
SectionEnd
