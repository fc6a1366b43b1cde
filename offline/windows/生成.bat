@echo off
setlocal DisableDelayedExpansion
chcp 65001 >nul
if not exist "%~dp0offline\run.bat" goto zipped
call "%~dp0offline\run.bat" build
exit /b %ERRORLEVEL%

:zipped
echo Please extract the whole ZIP file first.
echo 请先把整个 ZIP 解压到一个文件夹，再双击其中的文件。
pause
exit /b 1
