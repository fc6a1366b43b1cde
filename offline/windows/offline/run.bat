@echo off
setlocal DisableDelayedExpansion
chcp 65001 >nul
pushd "%~dp0.."
set "PYTHONUTF8=1"
set "STATUS=1"
if not exist ".venv\Scripts\python.exe" goto not_installed
".venv\Scripts\python.exe" "offline\python_ok.py" >nul 2>nul
if not "%ERRORLEVEL%"=="0" goto not_installed

".venv\Scripts\python.exe" "offline\run.py" %1
set "STATUS=%ERRORLEVEL%"
if not "%STATUS%"=="0" type "offline\failed.txt"
goto end

:not_installed
type "offline\not-installed.txt"
goto end

:end
popd
pause
exit /b %STATUS%
