@echo off
rem Runs the command line from a checkout: builds what has changed, then starts the JVM.
setlocal
set "home=%~dp0"
set "target=%home%iclight-examples\target"
set "libraries=%target%\libraries.classpath"

rem PowerShell compares times of files, which this language cannot; Maven's wrapper needs it too.
if exist "%libraries%" (
    powershell -noprofile -command "Set-Location -LiteralPath $env:home; $built = (Get-Item -LiteralPath $env:libraries).LastWriteTime; $sources = @(Get-ChildItem pom.xml, iclight-*\pom.xml) + @(Get-ChildItem -Recurse iclight-*\src\main); if ($sources | Where-Object { $_.LastWriteTime -gt $built }) { exit 1 }" || del "%libraries%"
)
rem A build that fails leaves no class path, so that the next call builds again.
if not exist "%libraries%" (
    echo iclight: building... 1>&2
    call "%home%mvnw.cmd" -q -B -f "%home%pom.xml" -pl iclight-examples -am -Plauncher compile 1>&2 || exit /b 1
)

rem Threads that wait for work sleep; spinning ones starve the others when the machine is busy.
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"

rem Java reads the variable itself, so that folders may have spaces in their names.
for /f "usebackq delims=" %%c in ("%libraries%") do set "CLASSPATH=%target%\classes;%%c"

rem Native access must be granted in words from JDK 24 on, and may be from JDK 17 on.
"%java%" --enable-native-access=ALL-UNNAMED %ICLIGHT_JAVA_OPTS% io.iclight.cli.Iclight %*
