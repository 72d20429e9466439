# Installs each package for Windows as people and administrators do, tries it, opens a pack by its type, and removes it.
# On Windows itself; tests/installers does the same under wine.
#
#   packaging/windows/try.ps1 -Packages dist
param([Parameter(Mandatory)][string]$Packages)

$ErrorActionPreference = 'Stop'
$sample = (Resolve-Path (Join-Path $PSScriptRoot '..\..\resources\samples\hrc-dialogue.briefpack')).Path
$places = @("$env:LOCALAPPDATA\Programs\briefpack", "$env:ProgramFiles\briefpack")

function Stop-Trial([string]$why) { throw "try: $why" }

function Get-Package([string]$pattern) {
    $found = @(Get-ChildItem $Packages -Filter $pattern)
    if ($found.Count -ne 1) { Stop-Trial "$($found.Count) files in $Packages are called $pattern; one is needed" }
    $found[0].FullName
}

function Invoke-Waiting([string]$program, [string[]]$arguments) {
    $process = Start-Process $program -ArgumentList $arguments -Wait -PassThru
    if ($process.ExitCode -ne 0) { Stop-Trial "$program $arguments ended with $($process.ExitCode)" }
}

# The folder that an installation took.
function Get-Place {
    $found = @($places | Where-Object { Test-Path "$_\briefpack.exe" })
    if ($found.Count -ne 1) { Stop-Trial "the program is in $($found.Count) of: $places" }
    $found[0]
}

# What the program itself must do, wherever it lies.
function Test-Program([string]$place) {
    & "$place\briefpack.exe" --version
    if ($LASTEXITCODE -ne 0) { Stop-Trial '--version failed' }
    & "$place\briefpack.exe" selftest --json
    if ($LASTEXITCODE -ne 0) { Stop-Trial 'the self-test failed' }
    $pdf = Join-Path ([IO.Path]::GetTempPath()) 'été für Ödön.pdf'
    & "$place\briefpack.exe" build $sample -o $pdf
    if ($LASTEXITCODE -ne 0 -or -not (Test-Path $pdf)) { Stop-Trial 'no PDF was made' }
    Remove-Item $pdf
}

# A double click on a pack.
function Test-Opening {
    Start-Process $sample
    foreach ($second in 1..30) {
        $window = Get-Process briefpack-gui -ErrorAction SilentlyContinue | Where-Object { $_.MainWindowHandle -ne 0 }
        if ($window) { $window | Stop-Process; $window | Wait-Process -ErrorAction SilentlyContinue; return }
        Start-Sleep 1
    }
    Stop-Trial 'a double click on a pack opened no window'
}

function Test-Gone([string[]]$folders) {
    foreach ($second in 1..30) {
        $left = @($folders | Where-Object { Test-Path $_ })
        if ($left.Count -eq 0) { break }
        Start-Sleep 1
    }
    if ($left.Count -ne 0) { Stop-Trial "this is left: $left" }
    foreach ($root in 'HKCU:', 'HKLM:') {
        if ((Get-ItemProperty "$root\Software\Classes\.briefpack" -ErrorAction SilentlyContinue).'(default)') {
            Stop-Trial "the type of packs is left in $root"
        }
    }
}

Write-Output 'setup.exe, for one user'
$setup = Get-Package '*-setup.exe'
Invoke-Waiting $setup @('/S')
$place = Get-Place
Test-Program $place
Test-Opening
Invoke-Waiting "$place\uninstall.exe" @('/S')
Test-Gone $places

Write-Output 'setup.exe, once more, into another folder'
$place = Join-Path $env:USERPROFILE 'Meine Programme für Ödön\briefpack'
Invoke-Waiting $setup @('/S', "/D=$place")
Test-Program $place
Invoke-Waiting "$place\uninstall.exe" @('/S')
Test-Gone $place

Write-Output 'MSI, as an administrator deploys it'
$msi = Get-Package '*.msi'
Invoke-Waiting msiexec.exe @('/i', "`"$msi`"", '/qn', '/norestart')
Test-Program (Get-Place)
Test-Opening
Invoke-Waiting msiexec.exe @('/x', "`"$msi`"", '/qn', '/norestart')
Test-Gone $places

Write-Output 'the portable folder, on a stick with an odd name'
$stick = Join-Path ([IO.Path]::GetTempPath()) 'Stick für Ödön'
Expand-Archive (Get-Package '*-portable.zip') $stick
$found = @(Get-ChildItem $stick -Recurse -Filter briefpack.exe)
if ($found.Count -ne 1) { Stop-Trial "$($found.Count) programs are in the portable folder" }
Test-Program $found[0].DirectoryName
Remove-Item $stick -Recurse
Write-Output 'try: done'
