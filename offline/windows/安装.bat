@echo off
setlocal DisableDelayedExpansion
chcp 65001 >nul
pushd "%~dp0"
set "PYTHONUTF8=1"
set "STATUS=1"
if not exist "offline\install.py" goto zipped

set "PY="
call :try py -3.13
call :try py -3.12
call :try py -3.11
call :try py -3
call :try python
if not defined PY goto no_python

%PY% "offline\install.py"
set "STATUS=%ERRORLEVEL%"
goto end

:try
if defined PY exit /b 0
%* "offline\python_ok.py" >nul 2>nul
if "%ERRORLEVEL%"=="0" set "PY=%*"
exit /b 0

:no_python
type "offline\no-python.txt"
goto end

:end
popd
pause
exit /b %STATUS%

:zipped
echo Please extract the whole ZIP file first.
echo 请先把整个 ZIP 解压到一个文件夹，再双击其中的文件。
popd
pause
exit /b 1
