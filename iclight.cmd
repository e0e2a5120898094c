@echo off
rem Runs the command line from a checkout: builds it if it was never built, then starts the JVM.
setlocal
set "home=%~dp0"
set "target=%home%iclight-examples\target"
if not exist "%target%\libraries.classpath" (
    echo iclight: building... 1>&2
    call "%home%mvnw.cmd" -q -B -f "%home%pom.xml" -pl iclight-examples -am -Plauncher compile 1>&2 || exit /b 1
)
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
rem The class path is too long for a variable, so it goes to java in a file.
> "%target%\launcher.args" echo -cp
<nul >> "%target%\launcher.args" set /p "=%target%\classes;"
type "%target%\libraries.classpath" >> "%target%\launcher.args"
"%java%" %ICLIGHT_JAVA_OPTS% "@%target%\launcher.args" io.iclight.cli.Iclight %*
