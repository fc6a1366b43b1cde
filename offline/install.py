"""Install huiqi beside this file from the ZIP's own wheels, without any network.

Run by 安装.bat; needs nothing but the standard library.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
REMEDY = """\
没有安装成功。请依次试：
  1. 关闭正在使用本文件夹的窗口，再安装一次；
  2. 把整个文件夹移到较短的路径，如 D:\\huiqi（路径太长时 Windows 不能写文件）；
  3. 确认磁盘至少有 1 GB 空间，且本文件夹可以写入；
  4. 重新解压 ZIP（文件可能不全，或被杀毒软件删除）。
仍不成功，请把本窗口的全部文字发给维护人员。"""


def requirements_file() -> Path:
    """Name the list of wheels for the running Python."""
    major, minor = sys.version_info[:2]
    return ROOT / "wheels" / f"requirements-{major}.{minor}.txt"


def run_pip(*arguments: str) -> None:
    """Run pip in the new environment, deaf to the machine's settings and to the network."""
    command = [str(PYTHON), "-m", "pip", "--isolated", "--disable-pip-version-check", "install"]
    environment = {**os.environ, "PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1"}
    # Compiling all modules takes about as long as installing them; Python compiles what it loads.
    command += ["--quiet", "--no-index", "--no-compile", *arguments]
    subprocess.run(command, check=True, cwd=ROOT, env=environment)


def install() -> None:
    """Make a new environment with the locked packages and the project."""
    venv.EnvBuilder(clear=True, with_pip=True).create(VENV)
    wheels = str(ROOT / "wheels")
    run_pip("--find-links", wheels, "--require-hashes", "-r", str(requirements_file()))
    # setuptools is among the wheels just installed: no isolated build, which would ask the network.
    run_pip("--no-deps", "--no-build-isolation", "--editable", ".")


def main() -> int:
    """Install and say in Chinese how it went."""
    if not requirements_file().is_file():
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        say(f"错误：压缩包里没有适用于 Python {version} 的软件包。请安装 64 位的 Python 3.13。")
        return 1
    say("正在安装，约需一两分钟，请不要关闭窗口……")
    try:
        install()
    except (OSError, subprocess.CalledProcessError) as error:
        say(f"错误：{error}", REMEDY)
        return 1
    say("安装完成。接下来双击 检查.bat 或 生成.bat。")
    return 0


def say(*lines: str) -> None:
    """Print lines at once, also when pip writes to the same window."""
    print(*lines, sep="\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
